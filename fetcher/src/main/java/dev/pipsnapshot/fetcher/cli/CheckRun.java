package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.ExitStatus;
import dev.pipsnapshot.fetcher.check.PinCheck;
import dev.pipsnapshot.fetcher.check.PinVerdict;
import dev.pipsnapshot.fetcher.check.PinVerdict.Broken;
import dev.pipsnapshot.fetcher.check.PinVerdict.Elsewhere;
import dev.pipsnapshot.fetcher.check.PinVerdict.Failed;
import dev.pipsnapshot.fetcher.check.PinVerdict.Missing;
import dev.pipsnapshot.fetcher.check.PinVerdict.Off;
import dev.pipsnapshot.fetcher.check.PinVerdict.Refused;
import dev.pipsnapshot.fetcher.failure.PinsUnusable;
import dev.pipsnapshot.fetcher.pin.PinEntry;
import dev.pipsnapshot.fetcher.pin.PinFile;
import dev.pipsnapshot.fetcher.pin.PinInputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks a pin file, so that an interrupt ends it cleanly.
 *
 * @param tell says that it was interrupted
 */
record CheckRun(PinCheck check, Runnable tell) {

  /**
   * The verdicts, in the order of the file.
   *
   * @param asked whose pin alone is to be checked, if not all are
   * @throws PinsUnusable if all are to be checked, and there is none
   */
  List<PinVerdict> run(Path file, Optional<PinInputs> asked)
      throws IOException, InterruptedException {
    return new EndOnInterrupt(check::close, tell).during(() -> verdicts(file, asked));
  }

  private List<PinVerdict> verdicts(Path file, Optional<PinInputs> asked)
      throws IOException, InterruptedException {
    Optional<String> wanted = asked.map(inputs -> inputs.key().toString());
    List<PinVerdict> verdicts = new ArrayList<>();
    for (PinEntry entry : new PinFile(file).entries()) {
      if (wanted.isEmpty() || wanted.get().equals(entry.key())) {
        verdicts.add(check.check(entry));
      }
    }
    if (verdicts.isEmpty()) {
      verdicts.add(new Missing(wanted.orElseThrow(() -> PinsUnusable.none(file))));
    }
    return verdicts;
  }

  /**
   * The exit status that tells most: that a hash is off, then what kept pins from being checked.
   */
  static ExitStatus status(List<PinVerdict> verdicts) {
    if (verdicts.stream()
        .anyMatch(
            verdict ->
                verdict instanceof Off
                    || verdict instanceof Broken
                    || verdict instanceof Missing)) {
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
