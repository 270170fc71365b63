package dev.pipsnapshot.fetcher.requirements;

import dev.pipsnapshot.fetcher.failure.RequirementsUnreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Splits a line as pip does: at spaces up to the first option, then as a shell would. */
final class ShellWords {
  private static final Pattern SPACES = Pattern.compile(" +");

  private ShellWords() {}

  /**
   * The words of {@code line}; quotes and backslashes count only from the first option on.
   *
   * @throws RequirementsUnreadable if a quote is left open
   */
  static List<String> split(LogicalLine line) {
    String text = line.text();
    int start = 0;
    while (start < text.length() && text.charAt(start) != '-') {
      int space = text.indexOf(' ', start);
      start = space < 0 ? text.length() : space + 1;
    }
    List<String> words = new ArrayList<>();
    SPACES.splitAsStream(text.substring(0, start)).filter(w -> !w.isEmpty()).forEach(words::add);
    words.addAll(quoted(line, text.substring(start)));
    return words;
  }

  /**
   * The words of {@code text} as of a shell, which stands in {@code line}.
   *
   * @throws RequirementsUnreadable if a quote is left open
   */
  static List<String> quoted(LogicalLine line, String text) {
    List<String> words = new ArrayList<>();
    var word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
        i++;
        word.append(text.charAt(i));
        inWord = true;
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
        }
        inWord = false;
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw RequirementsUnreadable.line(
          line.where(), line.text(), "has a quote that is not closed");
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }
}
