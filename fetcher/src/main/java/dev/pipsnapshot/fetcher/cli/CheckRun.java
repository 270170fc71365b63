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
import dev.pipsnapshot.fetcher.report.CheckReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fetches the pins of a file again, and says which of them hold. Keeps no directory. */
record CheckRun(FetchOptions options, Map<String, String> environment, Clock clock) {

  /** Returns the exit code when no bar is shown any more. */
  int run(Path pins, Console console) throws IOException, InterruptedException {
    options.output().refuseDirectory("--check keeps nothing of what it fetches");
    options.index().warnOfIgnored(environment);
    Optional<PinInputs> asked =
        options.requirements().asksNothing()
            ? Optional.empty()
            : Optional.of(
                new PinInputs(options.pinnedRequest(environment, clock), options.pip().pinned()));
    List<PinVerdict> verdicts = verdicts(pins, asked, console);
    Map<String, String> labels = new PinFile(pins).labels();
    asked.ifPresent(inputs -> labels.put(inputs.key().toString(), inputs.label()));
    console.report(
        options.output().json()
            ? CheckReport.json(verdicts, labels)
            : String.join("\n", CheckReport.text(verdicts, labels)),
        List.of());
    return status(verdicts).code();
  }

  /**
   * The verdicts, in the order of the file.
   *
   * @param asked whose pin alone is to be checked, if not all are
   * @throws PinsUnusable if all are to be checked, and there is none
   */
  private List<PinVerdict> verdicts(Path file, Optional<PinInputs> asked, Console console)
      throws IOException, InterruptedException {
    try (Progress progress = console.progress(environment);
        var check =
            new PinCheck(
                options.pip().pythons(),
                options.against().lock(),
                (view, upstreams) ->
                    options.index().settings(view, upstreams, options.cache(), environment),
                environment,
                clock,
                progress)) {
      return new EndOnInterrupt(check::close, () -> console.interrupted(progress))
          .during(() -> verdicts(check, file, asked));
    }
  }

  private static List<PinVerdict> verdicts(PinCheck check, Path file, Optional<PinInputs> asked)
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
  private static ExitStatus status(List<PinVerdict> verdicts) {
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
