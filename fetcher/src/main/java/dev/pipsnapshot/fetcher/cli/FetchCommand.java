package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.CommonOptions;
import dev.pipsnapshot.cli.ExitStatus;
import dev.pipsnapshot.cli.Logging;
import dev.pipsnapshot.cli.OutputFailedException;
import dev.pipsnapshot.fetcher.check.PinCheck;
import dev.pipsnapshot.fetcher.check.PinVerdict;
import dev.pipsnapshot.fetcher.failure.FetchException;
import dev.pipsnapshot.fetcher.failure.OptionRefused;
import dev.pipsnapshot.fetcher.pin.PinFile;
import dev.pipsnapshot.fetcher.pin.PinInputs;
import dev.pipsnapshot.fetcher.pin.PinnedRequest;
import dev.pipsnapshot.fetcher.pin.Pruned;
import dev.pipsnapshot.fetcher.report.CheckReport;
import dev.pipsnapshot.fetcher.report.JsonReport;
import dev.pipsnapshot.fetcher.report.PruneReport;
import dev.pipsnapshot.fetcher.report.TextReport;
import dev.pipsnapshot.fetcher.restore.Restore;
import dev.pipsnapshot.fetcher.restore.RestoreRequest;
import dev.pipsnapshot.fetcher.restore.RestoreResult;
import dev.pipsnapshot.fetcher.run.FetchRequest;
import dev.pipsnapshot.fetcher.run.FetchRequest.Wish;
import dev.pipsnapshot.fetcher.run.FetchResult;
import dev.pipsnapshot.proxy.cli.CacheOptions;
import dev.pipsnapshot.proxy.cli.ViewOptions;
import dev.pipsnapshot.proxy.index.SnapshotView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fetches into a directory and prints its hash. */
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
  @Mixin private RequirementOptions requirementOptions = new RequirementOptions();
  @Mixin private ViewOptions viewOptions = new ViewOptions();
  @Mixin private IndexChoice indexChoice = new IndexChoice();
  @Mixin private CacheOptions cacheOptions = new CacheOptions();
  @Mixin private PipOptionGroup pipOptions = new PipOptionGroup();
  @Mixin private BuildOptions buildOptions = new BuildOptions();
  @Mixin private OutputOptions outputOptions = new OutputOptions();
  @Mixin private PinOptions pinOptions = new PinOptions();
  @Mixin private Against against = new Against();
  @Mixin private LockOptions lockOptions = new LockOptions();

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
    try {
      if (rehearse) {
        FetchTrainingRun.run(clock);
        return ExitStatus.OK.code();
      }
      Optional<Path> pruned = pinOptions.pruned();
      if (pruned.isPresent()) {
        return prune(pruned.get());
      }
      Optional<Path> lock = lockOptions.source();
      if (lock.isPresent()) {
        return restore(lock.get());
      }
      Optional<Path> pins = pinOptions.checked();
      return pins.isPresent() ? check(pins.get()) : fetch();
    } catch (FetchException e) {
      if (outputOptions.json()) {
        console().tryToPrint(JsonReport.of(e));
      }
      throw e;
    } catch (InterruptedException e) {
      return ExitStatus.INTERRUPTED.code();
    }
  }

  private int fetch() throws IOException, InterruptedException {
    FetchRequest request = request();
    indexChoice.warnOfIgnored(environment);
    SnapshotView view = request.index().view().orElse(SnapshotView.LIVE);
    Optional<PinnedRequest> pinned = pinOptions.request(request, arguments(view));
    // A lock that cannot be read is told before pip is asked.
    against.lock();
    var run =
        new FetchRun(
            console(),
            environment,
            clock,
            () -> against.lockOr(lockOptions.existing()),
            one -> indexChoice.settings(one, cacheOptions, environment));
    FetchResult result = run.run(request);
    if (pinned.isPresent()) {
      pinOptions.write(pinned.get(), result);
    }
    return console()
        .report(
            outputOptions.json() ? JsonReport.of(result) : result.hash().hash().sri(),
            TextReport.of(result));
  }

  private int restore(Path lock) throws IOException, InterruptedException {
    SettledByLock.check(requireCommand().commandLine().getParseResult());
    var request =
        new RestoreRequest(
            lock,
            pipOptions.givenPython(),
            indexChoice.settings(SnapshotView.LIVE, cacheOptions, environment),
            outputOptions.output(lockOptions));
    RestoreResult result;
    try (Progress progress = console().progress(environment);
        var restore = new Restore(request, environment, clock, progress)) {
      result =
          new EndOnInterrupt(restore::close, () -> console().interrupted(progress))
              .during(restore::run);
    }
    return console()
        .report(
            outputOptions.json() ? JsonReport.of(result) : result.hash().hash().sri(),
            TextReport.of(result));
  }

  private int check(Path pins) throws IOException, InterruptedException {
    outputOptions.refuseDirectory("--check keeps nothing of what it fetches");
    indexChoice.warnOfIgnored(environment);
    Optional<PinInputs> asked =
        requirementOptions.asksNothing()
            ? Optional.empty()
            : Optional.of(new PinInputs(pinnedRequest(), pipOptions.pinned()));
    List<PinVerdict> verdicts;
    try (Progress progress = console().progress(environment);
        var check =
            new PinCheck(
                pipOptions.pythons(),
                against.lock(),
                (view, upstreams) ->
                    indexChoice.settings(view, upstreams, cacheOptions, environment),
                environment,
                clock,
                progress)) {
      verdicts = new CheckRun(check, () -> console().interrupted(progress)).run(pins, asked);
    }
    Map<String, String> labels = new PinFile(pins).labels();
    asked.ifPresent(inputs -> labels.put(inputs.key().toString(), inputs.label()));
    console()
        .report(
            outputOptions.json()
                ? CheckReport.json(verdicts, labels)
                : String.join("\n", CheckReport.text(verdicts, labels)),
            List.of());
    return CheckRun.status(verdicts).code();
  }

  private int prune(Path pins) throws OutputFailedException, InterruptedException {
    var run = new PruneRun(environment, clock);
    run.requireAlone(requireCommand().commandLine().getParseResult());
    Pruned pruned = run.run(pins, pinOptions.requests());
    return console()
        .report(
            outputOptions.json()
                ? PruneReport.json(pruned)
                : String.valueOf(pruned.dropped().size()),
            PruneReport.text(pruned));
  }

  /**
   * What a fetch with these arguments asks for, as a pin keeps it.
   *
   * @throws FetchException if they are none of a fetch, or it cannot be pinned
   */
  PinnedRequest pinnedRequest() {
    requirementOptions.requireAsking();
    PinnedRequest pinned =
        arguments(view())
            .request(
                lockOptions.hold(requirementOptions.sources()),
                pipOptions.options(),
                requirementOptions.directHosts());
    pinned.requirePortable();
    return pinned;
  }

  /** What a lock keeps of what is asked for: the same before and after it holds versions. */
  private Optional<PinnedRequest> asked() {
    try {
      return Optional.of(
              arguments(view())
                  .request(
                      requirementOptions.sources(),
                      pipOptions.options(),
                      requirementOptions.directHosts()))
          .filter(PinnedRequest::isPortable);
    } catch (FetchException e) {
      // What is wrong for a fetch, the fetch will say.
      return Optional.empty();
    }
  }

  private PinnedArguments arguments(SnapshotView view) {
    return new PinnedArguments(view, viewOptions, buildOptions, indexChoice.named(environment));
  }

  private FetchRequest request() {
    requirementOptions.requireAsking();
    return new FetchRequest(
        lockOptions.hold(requirementOptions.sources()),
        pipOptions.options(),
        pipOptions.python(),
        indexChoice.settings(view(), cacheOptions, environment),
        buildOptions.cutoff(clock.instant()),
        outputOptions.output(lockOptions),
        requirementOptions.directHosts(),
        wishes(),
        asked());
  }

  private SnapshotView view() {
    return viewOptions
        .view(clock.instant())
        .orElseThrow(
            () ->
                OptionRefused.meaningless("no date is given", "say as of when: --date 2021-05-01"));
  }

  private Set<Wish> wishes() {
    var wishes = EnumSet.noneOf(Wish.class);
    wishes.addAll(lockOptions.wishes());
    if (buildOptions.withBuildRequires()) {
      wishes.add(Wish.BUILD_REQUIRES);
    }
    if (requirementOptions.resolvesAgain()) {
      wishes.add(Wish.RESOLVE_AGAIN);
    }
    return wishes;
  }

  private Console console() {
    CommandLine line = requireCommand().commandLine();
    return new Console(line.getOut(), line.getErr(), common.verbosity());
  }

  private CommandSpec requireCommand() {
    if (command == null) {
      throw new IllegalStateException("the command is used before it is parsed");
    }
    return command;
  }
}
