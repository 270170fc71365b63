package dev.pipsnapshot.fetcher.pin;

import java.util.List;
import java.util.regex.Pattern;

/** A set of inputs for people, in one line: what was asked for, as of when, and who decided. */
final class PinLabel {
  private static final int SHOWN = 3;
  private static final int LONGEST = 60;
  private static final Pattern BRACE = Pattern.compile("-[rc] \\{|}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  private PinLabel() {}

  static String of(PinInputs inputs) {
    PinnedRequest request = inputs.request();
    PinnedPython python = inputs.python();
    return "%s as of %s, %s on %s, pip %s"
        .formatted(
            requirements(request.requirements()),
            shown(request.view().date()),
            shown(python.displayName()),
            shown(python.platform()),
            python.pip());
  }

  private static String requirements(List<String> texts) {
    List<String> lines = texts.stream().filter(text -> !BRACE.matcher(text).matches()).toList();
    String first = String.join(", ", lines.stream().limit(SHOWN).map(PinLabel::shown).toList());
    return lines.size() > SHOWN ? first + " and " + (lines.size() - SHOWN) + " more" : first;
  }

  private static String shown(String text) {
    String line = CONTROL.matcher(text).replaceAll(" ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}
