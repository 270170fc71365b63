package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.CommonOptions;
import dev.pipsnapshot.cli.ExitStatus;
import dev.pipsnapshot.cli.Logging;
import dev.pipsnapshot.cli.OptionGroup;
import dev.pipsnapshot.cli.OutputFailedException;
import dev.pipsnapshot.cli.Verbosity;
import dev.pipsnapshot.fetcher.check.PinCheck;
import dev.pipsnapshot.fetcher.check.PinVerdict;
import dev.pipsnapshot.fetcher.drift.AskedIndex;
import dev.pipsnapshot.fetcher.drift.Inventory;
import dev.pipsnapshot.fetcher.failure.ContentMismatch;
import dev.pipsnapshot.fetcher.failure.FetchException;
import dev.pipsnapshot.fetcher.failure.OptionRefused;
import dev.pipsnapshot.fetcher.lock.Lock;
import dev.pipsnapshot.fetcher.output.ExistingOutput;
import dev.pipsnapshot.fetcher.pin.PinFile;
import dev.pipsnapshot.fetcher.pin.PinInputs;
import dev.pipsnapshot.fetcher.pin.PinnedRequest;
import dev.pipsnapshot.fetcher.pin.Pruned;
import dev.pipsnapshot.fetcher.report.CheckReport;
import dev.pipsnapshot.fetcher.report.JsonReport;
import dev.pipsnapshot.fetcher.report.PruneReport;
import dev.pipsnapshot.fetcher.report.TextReport;
import dev.pipsnapshot.fetcher.requirements.ProjectFile;
import dev.pipsnapshot.fetcher.requirements.RequirementSources;
import dev.pipsnapshot.fetcher.restore.Restore;
import dev.pipsnapshot.fetcher.restore.RestoreRequest;
import dev.pipsnapshot.fetcher.restore.RestoreResult;
import dev.pipsnapshot.fetcher.run.Fetch;
import dev.pipsnapshot.fetcher.run.FetchRequest;
import dev.pipsnapshot.fetcher.run.FetchRequest.Output;
import dev.pipsnapshot.fetcher.run.FetchRequest.Wish;
import dev.pipsnapshot.fetcher.run.FetchResult;
import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import dev.pipsnapshot.hasher.nix.NixHash;
import dev.pipsnapshot.proxy.cli.CacheOptions;
import dev.pipsnapshot.proxy.cli.ViewOptions;
import dev.pipsnapshot.proxy.index.SnapshotView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches into a directory and prints its hash. */
@Command(
    name = "snapshot-fetch",
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
  private static final Set<String> COMMANDS_OF_PIP = Set.of("download", "install", "wheel", "lock");

  private final Map<String, String> environment;
  private final Clock clock;

  @Spec private @Nullable CommandSpec command;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private ViewOptions viewOptions = new ViewOptions();
  @Mixin private IndexChoice indexChoice = new IndexChoice();
  @Mixin private CacheOptions cacheOptions = new CacheOptions();
  @Mixin private PipOptionGroup pipOptions = new PipOptionGroup();
  @Mixin private BuildOptions buildOptions = new BuildOptions();
  @Mixin private PinOptions pinOptions = new PinOptions();
  @Mixin private Against against = new Against();
  @Mixin private LockOptions lockOptions = new LockOptions();

  @Parameters(paramLabel = "REQUIREMENT", arity = "0..*", description = "As pip's.")
  private List<String> requirements = List.of();

  @OptionGroup.In(OptionGroup.WANTED)
  @Option(
      names = {"-r", "--requirement"},
      paramLabel = "FILE",
      description =
          "A requirements file; or a pyproject.toml, for the dependencies of its [project]."
              + " Repeatable.")
  private List<Path> requirementFiles = List.of();

  @OptionGroup.In(OptionGroup.WANTED)
  @Option(
      names = {"-c", "--constraint"},
      paramLabel = "FILE",
      description = "A constraints file. Repeatable.")
  private List<Path> constraintFiles = List.of();

  @OptionGroup.In(OptionGroup.WANTED)
  @Option(
      names = "--group",
      paramLabel = "[PATH:]NAME",
      description =
          "A dependency group (PEP 735) of a pyproject.toml, by default that of the working"
              + " directory. Repeatable.")
  private List<String> groups = List.of();

  @OptionGroup.In(OptionGroup.OUTPUT)
  @Option(
      names = {"-d", "--dest"},
      paramLabel = "DIR",
      description = "The directory that is to appear.")
  private @Nullable Path destination;

  @OptionGroup.In(OptionGroup.OUTPUT)
  @Option(
      names = "--force",
      description =
          "Replace the directory if it is there and holds what a fetch left, and nothing else.")
  private boolean force;

  @OptionGroup.In(OptionGroup.CHECKS)
  @Option(
      names = "--expect-hash",
      paramLabel = "HASH",
      description = "End with exit code 5, and without the directory, if its hash is another one.")
  private @Nullable String expectedHash;

  @OptionGroup.In(OptionGroup.WANTED)
  @Option(
      names = "--resolve",
      description = "Ask pip, even if it was asked exactly the same before.")
  private boolean resolve;

  @OptionGroup.In(OptionGroup.WANTED)
  @Option(
      names = "--allow-direct-host",
      paramLabel = "HOST",
      description = "Let direct URLs, and programs that pip runs, reach this host. Repeatable.")
  private List<String> directHosts = List.of();

  @Option(
      names = "--rehearse",
      hidden = true,
      description = "Fetch nothing for nobody and exit: a run to make the start-up archive of.")
  private boolean rehearse;

  @OptionGroup.In(OptionGroup.OUTPUT)
  @Option(names = "--json", description = "Print everything about the result as JSON.")
  private boolean json;

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
      return pins.isPresent() ? check(pins.get()) : report(fetch());
    } catch (FetchException e) {
      if (json) {
        // Unwritten or not: what went wrong first is what there is to say.
        out().println(JsonReport.of(e));
        out().flush();
      }
      throw e;
    } catch (InterruptedException e) {
      return ExitStatus.INTERRUPTED.code();
    }
  }

  /** Returns when no bar is shown any more. */
  private FetchResult fetch() throws IOException, InterruptedException {
    FetchRequest request = request();
    indexChoice.warnOfIgnored(environment);
    Optional<PinnedRequest> pinned =
        pinOptions.request(request, arguments(request.index().view().orElse(SnapshotView.LIVE)));
    // A lock that cannot be read is told before pip is asked.
    against.lock();
    try (var progress = Progress.of(common.verbosity(), environment, err());
        var fetch = new Fetch(request, environment, clock, progress)) {
      FetchResult result = run(fetch, request, progress);
      if (pinned.isPresent()) {
        pinOptions.write(pinned.get(), result);
      }
      return result;
    }
  }

  private FetchResult run(Fetch fetch, FetchRequest request, Progress progress)
      throws IOException, InterruptedException {
    try {
      return new EndOnInterrupt(fetch::close, () -> interrupted(progress)).during(fetch::run);
    } catch (ContentMismatch e) {
      Optional<Lock> before = against.lockOr(lockOptions.existing());
      Optional<Inventory> after = fetch.inventory();
      if (before.isEmpty() || after.isEmpty()) {
        throw e;
      }
      var index =
          new AskedIndex(
              request.index().view().orElse(SnapshotView.LIVE),
              view -> indexChoice.settings(view, cacheOptions, environment),
              environment,
              clock);
      throw e.explained(Against.explain(before.get(), after.get(), index));
    }
  }

  private int check(Path pins) throws IOException, InterruptedException {
    if (destination != null) {
      throw OptionRefused.meaningless(
          "--check keeps nothing of what it fetches", "leave out --dest");
    }
    indexChoice.warnOfIgnored(environment);
    Optional<PinInputs> asked =
        asksNothing()
            ? Optional.empty()
            : Optional.of(new PinInputs(pinnedRequest(), pipOptions.pinned()));
    List<PinVerdict> verdicts;
    try (var progress = Progress.of(common.verbosity(), environment, err());
        var check =
            new PinCheck(
                pipOptions.pythons(),
                against.lock(),
                (view, upstreams) ->
                    indexChoice.settings(view, upstreams, cacheOptions, environment),
                environment,
                clock,
                progress)) {
      verdicts = new CheckRun(check, () -> interrupted(progress)).run(pins, asked);
    }
    Map<String, String> labels = new PinFile(pins).labels();
    asked.ifPresent(inputs -> labels.put(inputs.key().toString(), inputs.label()));
    println(
        json
            ? CheckReport.json(verdicts, labels)
            : String.join("\n", CheckReport.text(verdicts, labels)));
    return CheckRun.status(verdicts).code();
  }

  private int prune(Path pins) throws OutputFailedException, InterruptedException {
    var run = new PruneRun(environment, clock);
    run.requireAlone(requireCommand().commandLine().getParseResult());
    Pruned pruned = run.run(pins, pinOptions.requests());
    println(json ? PruneReport.json(pruned) : String.valueOf(pruned.dropped().size()));
    return told(PruneReport.text(pruned));
  }

  /**
   * What a fetch with these arguments asks for, as a pin keeps it.
   *
   * @throws FetchException if they are none of a fetch, or it cannot be pinned
   */
  PinnedRequest pinnedRequest() {
    requireAsking();
    return arguments(view())
        .request(lockOptions.hold(sources()), pipOptions.options(), Set.copyOf(directHosts));
  }

  private PinnedArguments arguments(SnapshotView view) {
    return new PinnedArguments(view, viewOptions, buildOptions, indexChoice.named(environment));
  }

  private int restore(Path lock) throws IOException, InterruptedException {
    SettledByLock.check(requireCommand().commandLine().getParseResult());
    var request =
        new RestoreRequest(
            lock,
            pipOptions.givenPython(),
            indexChoice.settings(SnapshotView.LIVE, cacheOptions, environment),
            output());
    RestoreResult result;
    try (var progress = Progress.of(common.verbosity(), environment, err());
        var restore = new Restore(request, environment, clock, progress)) {
      result = new EndOnInterrupt(restore::close, () -> interrupted(progress)).during(restore::run);
    }
    println(json ? JsonReport.of(result) : result.hash().hash().sri());
    return told(TextReport.of(result));
  }

  private int report(FetchResult result) throws OutputFailedException {
    println(json ? JsonReport.of(result) : result.hash().hash().sri());
    return told(TextReport.of(result));
  }

  private void interrupted(Progress progress) {
    progress.close();
    told(List.of("interrupted; files that came are kept in the cache for the next fetch"));
  }

  private int told(List<String> lines) {
    if (common.verbosity() != Verbosity.QUIET) {
      lines.forEach(err()::println);
      err().flush();
    }
    return ExitStatus.OK.code();
  }

  private FetchRequest request() {
    requireAsking();
    RequirementSources sources = sources();
    return new FetchRequest(
        lockOptions.hold(sources),
        pipOptions.options(),
        pipOptions.python(),
        indexChoice.settings(view(), cacheOptions, environment),
        buildOptions.cutoff(clock.instant()),
        output(),
        Set.copyOf(directHosts),
        wishes());
  }

  private RequirementSources sources() {
    List<String> all = new ArrayList<>(requirements);
    groups.forEach(group -> all.addAll(ProjectFile.group(group)));
    requirementFiles.stream()
        .filter(ProjectFile::isNamed)
        .forEach(file -> all.addAll(ProjectFile.read(file).dependencies()));
    return new RequirementSources(
        all,
        requirementFiles.stream().filter(file -> !ProjectFile.isNamed(file)).toList(),
        constraintFiles);
  }

  private boolean asksNothing() {
    return requirements.isEmpty() && requirementFiles.isEmpty() && groups.isEmpty();
  }

  private void requireAsking() {
    if (asksNothing()) {
      throw OptionRefused.meaningless(
          "nothing is asked for", "name a requirement, or a file of them with -r");
    }
    if (!requirements.isEmpty()
        && COMMANDS_OF_PIP.contains(requirements.get(0))
        && requirements.size() + requirementFiles.size() > 1) {
      throw OptionRefused.meaningless(
          "'%s' is a command of pip, and would be taken for a project here"
              .formatted(requirements.get(0)),
          "leave it out; a project of that name is written with its version: %s>=0"
              .formatted(requirements.get(0)));
    }
  }

  private SnapshotView view() {
    return viewOptions
        .view(clock.instant())
        .orElseThrow(
            () ->
                OptionRefused.meaningless("no date is given", "say as of when: --date 2021-05-01"));
  }

  private Output output() {
    if (destination == null) {
      throw OptionRefused.meaningless("no directory is given", "say which is to appear: -d DIR");
    }
    return new Output(
        destination,
        force ? ExistingOutput.REPLACE : ExistingOutput.REFUSE,
        Optional.ofNullable(expectedHash).map(text -> NixHash.parse(text, HashAlgorithm.SHA256)),
        lockOptions.target(destination));
  }

  private Set<Wish> wishes() {
    var wishes = EnumSet.noneOf(Wish.class);
    wishes.addAll(lockOptions.wishes());
    if (buildOptions.withBuildRequires()) {
      wishes.add(Wish.BUILD_REQUIRES);
    }
    if (resolve) {
      wishes.add(Wish.RESOLVE_AGAIN);
    }
    return wishes;
  }

  private void println(String text) throws OutputFailedException {
    out().println(text);
    OutputFailedException.requireWritten(out());
  }

  private PrintWriter out() {
    return requireCommand().commandLine().getOut();
  }

  private PrintWriter err() {
    return requireCommand().commandLine().getErr();
  }

  private CommandSpec requireCommand() {
    if (command == null) {
      throw new IllegalStateException("the command is used before it is parsed");
    }
    return command;
  }
}
