package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.CommonOptions;
import dev.pipsnapshot.cli.ExitStatus;
import dev.pipsnapshot.cli.Logging;
import dev.pipsnapshot.fetcher.failure.FetchException;
import dev.pipsnapshot.fetcher.pin.PinnedRequest;
import dev.pipsnapshot.fetcher.report.JsonReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Chooses among the runs: a fetch, a restore, a check of pins, or their pruning. */
@Command(
    name = "snapshot-fetch",
    header = "download what pip would have downloaded at an instant",
    description =
        "Download what pip would have downloaded at an instant, into a directory that appears whole"
            + " or not at all, and print the directory's hash: Nix's outputHash.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  snapshot-fetch --date 2021-05-01 -d requests-2021 requests",
      "  snapshot-fetch --date 2023-01-01 -d wheels -r requirements.txt --only-binary :all:",
      "  snapshot-fetch --date 2023-01-01 -d wheels -r requirements.txt --with-build-requires",
      "  snapshot-fetch --date 2021-05-01 -d out --pip-version 23.0.1 --expect-hash sha256-... six",
      "  snapshot-fetch --date 2021-05-01 -d out --pip-version 23.0.1 --pin pins.json six",
      "  snapshot-fetch --check pins.json",
      "  snapshot-fetch --prune pins.json --requests fetches.txt",
      "  snapshot-fetch --date 2021-05-01 -d out --lock pylock.toml -r requirements.txt",
      "  snapshot-fetch --from-lock pylock.toml -d out",
      "  snapshot-fetch --date 2021-05-01 --date-for numpy=2023-01-01 -d new -r requirements.txt"
          + " \\",
      "      --lock pylock.toml --upgrade-package numpy"
    })
final class FetchCommand implements Callable<Integer> {
  private final Map<String, String> environment;
  private final Clock clock;

  @Spec private @Nullable CommandSpec command;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private FetchOptions options = new FetchOptions();

  @Option(
      names = "--rehearse",
      hidden = true,
      description = "Fetch nothing for nobody and exit: a run to make the start-up archive of.")
  private boolean rehearse;

  FetchCommand(Map<String, String> environment, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    Logging.apply(common.verbosity());
    CommandLine line = requireCommand().commandLine();
    var console = new Console(line.getOut(), line.getErr(), common.verbosity());
    try {
      if (rehearse) {
        FetchTrainingRun.run(clock);
        return ExitStatus.OK.code();
      }
      return run(line.getParseResult(), console);
    } catch (FetchException e) {
      if (options.output().json()) {
        console.tryToPrint(JsonReport.of(e));
      }
      throw e;
    } catch (InterruptedException e) {
      return ExitStatus.INTERRUPTED.code();
    }
  }

  private int run(ParseResult arguments, Console console) throws IOException, InterruptedException {
    Optional<Path> pruned = options.pins().pruned();
    if (pruned.isPresent()) {
      return new PruneRun(options, environment, clock).run(pruned.get(), arguments, console);
    }
    Optional<Path> lock = options.lock().source();
    if (lock.isPresent()) {
      return new RestoreRun(options, environment, clock).run(lock.get(), arguments, console);
    }
    Optional<Path> checked = options.pins().checked();
    return checked.isPresent()
        ? new CheckRun(options, environment, clock).run(checked.get(), console)
        : new FetchRun(options, environment, clock).run(console);
  }

  /**
   * What a fetch with these arguments asks for, as a pin keeps it.
   *
   * @throws FetchException if they are none of a fetch, or it cannot be pinned
   */
  PinnedRequest pinnedRequest() {
    return options.pinnedRequest(environment, clock);
  }

  private CommandSpec requireCommand() {
    if (command == null) {
      throw new IllegalStateException("the command is used before it is parsed");
    }
    return command;
  }
}
