package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.ExitStatus;
import dev.pipsnapshot.fetcher.check.PinCheck;
import dev.pipsnapshot.fetcher.check.PinVerdict;
import dev.pipsnapshot.fetcher.check.PinVerdict.Broken;
import dev.pipsnapshot.fetcher.check.PinVerdict.Elsewhere;
import dev.pipsnapshot.fetcher.check.PinVerdict.Failed;
import dev.pipsnapshot.fetcher.check.PinVerdict.Off;
import dev.pipsnapshot.fetcher.check.PinVerdict.Refused;
import dev.pipsnapshot.fetcher.pin.PinEntry;
import dev.pipsnapshot.fetcher.pin.PinFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks a pin file, so that an interrupt ends it cleanly.
 *
 * @param tell says that it was interrupted
 */
record CheckRun(PinCheck check, Runnable tell) {

  /** The verdicts, in the order of the file. */
  List<PinVerdict> run(Path file) throws IOException, InterruptedException {
    return new EndOnInterrupt(check::close, tell).during(() -> verdicts(new PinFile(file)));
  }

  private List<PinVerdict> verdicts(PinFile file) throws IOException, InterruptedException {
    List<PinVerdict> verdicts = new ArrayList<>();
    for (PinEntry entry : file.entries()) {
      verdicts.add(check.check(entry));
    }
    return verdicts;
  }

  /**
   * The exit status that tells most: that a hash is off, then what kept pins from being checked.
   */
  static ExitStatus status(List<PinVerdict> verdicts) {
    if (verdicts.stream()
        .anyMatch(verdict -> verdict instanceof Off || verdict instanceof Broken)) {
      return ExitStatus.MISMATCH;
    }
    return verdicts.stream()
        .filter(Failed.class::isInstance)
        .findFirst()
        .map(failed -> ExitStatus.of(((Failed) failed).diagnostic().category()))
        .orElseGet(
            () ->
                verdicts.stream().anyMatch(Refused.class::isInstance)
                        || verdicts.stream().allMatch(Elsewhere.class::isInstance)
                    ? ExitStatus.USAGE
                    : ExitStatus.OK);
  }
}
