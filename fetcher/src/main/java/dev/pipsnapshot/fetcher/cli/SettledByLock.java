package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.fetcher.failure.OptionRefused;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** What a lock leaves nobody to ask for. */
final class SettledByLock {
  private static final List<String> OPTIONS =
      List.of(
          "--date",
          "--date-for",
          "--build-date",
          "--missing-upload-time-for",
          "--requirement",
          "--group",
          "--constraint",
          "--pip-version",
          "--only-binary",
          "--no-binary",
          "--platform",
          "--python-version",
          "--abi",
          "--implementation",
          "--no-deps",
          "--pre",
          "--prefer-binary",
          "--require-hashes",
          "--pip-arg",
          "--proxy",
          "--with-build-requires",
          "--resolve",
          "--allow-direct-host",
          "--pin",
          "--check",
          "--against",
          "--lock",
          "--all-hashes",
          "--upgrade-package");

  private SettledByLock() {}

  /**
   * Makes sure that nothing is asked for that a lock does not answer.
   *
   * @throws OptionRefused if something is
   */
  static void check(ParseResult arguments) {
    if (!arguments.matchedPositionals().isEmpty()) {
      throw refused("requirements");
    }
    OPTIONS.stream()
        .filter(arguments::hasMatchedOption)
        .findFirst()
        .ifPresent(
            option -> {
              throw refused(option);
            });
  }

  private static OptionRefused refused(String what) {
    return OptionRefused.meaningless(
        "--from-lock takes no " + what + ": the lock has settled that", "leave it out");
  }
}
