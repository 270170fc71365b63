package dev.pipsnapshot.fetcher.pip;

import dev.pipsnapshot.fetcher.failure.OptionRefused;
import dev.pipsnapshot.fetcher.failure.RequirementRefused;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** An option that the user wants handed to pip as it is. */
public final class PassedOption {
  private static final String WHERE = "--pip-arg";
  private static final Pattern LONG = Pattern.compile("--[a-z][a-z0-9-]*(=.*)?", Pattern.DOTALL);

  /** Options that would take files from elsewhere, or put them elsewhere. */
  private static final List<String> REFUSED =
      List.of(
          "--index-url",
          "--pypi-url",
          "--extra-index-url",
          "--no-index",
          "--find-links",
          "--trusted-host",
          "--proxy",
          "--no-proxy-env",
          "--requirement",
          "--requirements-from-script",
          "--constraint",
          "--build-constraint",
          "--editable",
          "--group",
          "--dest",
          "--destination-dir",
          "--destination-directory",
          "--src",
          "--source",
          "--source-dir",
          "--source-directory",
          "--python",
          "--isolated",
          "--log",
          "--log-file",
          "--local-log",
          "--cache-dir",
          "--no-build-isolation",
          "--no-use-pep517",
          "--cert",
          "--client-cert",
          "--config-file");

  private PassedOption() {}

  /**
   * The option, checked.
   *
   * @throws OptionRefused if it is not one option, its value attached
   * @throws RequirementRefused if it would leave the view
   */
  public static String parse(String text) {
    if (!LONG.matcher(text).matches()) {
      throw OptionRefused.meaningless(
          WHERE + " '" + text + "' is no long option of pip",
          "write --pip-arg=--option or --pip-arg=--option=value");
    }
    String name = text.replaceFirst("(?s)=.*", "");
    // pip takes any beginning of a name for the whole.
    Optional<String> refused =
        REFUSED.stream().filter(known -> known.startsWith(name) && !isOther(name)).findFirst();
    if (refused.isPresent()) {
      throw RequirementRefused.of(
          WHERE,
          text,
          "changes where pip takes files from or puts them",
          "see the options of snapshot-fetch itself");
    }
    return text;
  }

  /** Whole names of harmless options that begin others which are not. */
  private static boolean isOther(String name) {
    return name.equals("--no-deps") || name.equals("--pre");
  }
}
