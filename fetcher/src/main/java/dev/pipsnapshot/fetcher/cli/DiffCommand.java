package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.CommonOptions;
import dev.pipsnapshot.cli.ExitStatus;
import dev.pipsnapshot.cli.Logging;
import dev.pipsnapshot.cli.OutputFailedException;
import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.IoReason;
import dev.pipsnapshot.fetcher.drift.AskedIndex;
import dev.pipsnapshot.fetcher.drift.Drift;
import dev.pipsnapshot.fetcher.drift.Inventory;
import dev.pipsnapshot.fetcher.failure.LockUnusable;
import dev.pipsnapshot.fetcher.failure.OptionRefused;
import dev.pipsnapshot.fetcher.lock.LockReader;
import dev.pipsnapshot.fetcher.lock.RequirementsLock;
import dev.pipsnapshot.fetcher.lock.Resolution;
import dev.pipsnapshot.fetcher.pip.TargetPython;
import dev.pipsnapshot.fetcher.report.DriftReport;
import dev.pipsnapshot.fetcher.view.ProxiedIndex;
import dev.pipsnapshot.proxy.cli.CacheOptions;
import dev.pipsnapshot.proxy.index.SnapshotView;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is different between two sets of files, and why. */
@Command(
    name = "snapshot-diff",
    header = "say what is different between two sets of Python packages, and why",
    description =
        "Say which files are different between two locks or directories, and why: asks the index"
            + " what has become of files that are not there any more. Ends with exit code 0 if the"
            + " files are the same, and 5 if they are not.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  snapshot-diff pylock.old.toml pylock.toml",
      "  snapshot-diff pylock.toml wheels",
      "  snapshot-diff requirements.old.txt requirements.txt",
      "  snapshot-diff --json wheels-may wheels-june"
    })
final class DiffCommand implements Callable<Integer> {
  private final Map<String, String> environment;
  private final Clock clock;

  @Spec private @Nullable CommandSpec command;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private IndexChoice indexChoice = new IndexChoice();
  @Mixin private CacheOptions cacheOptions = new CacheOptions();

  @Parameters(
      index = "0",
      paramLabel = "OLD",
      description =
          "The old lock or directory. A lock is a pylock.toml, or requirements with hashes in a file"
              + " that ends in .txt.")
  private Path oldSide = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "The new one.")
  private Path newSide = Path.of("");

  @Option(
      names = "--python",
      paramLabel = "EXE",
      description = "The Python that files are chosen for where a lock leaves a choice.")
  private @Nullable String python;

  @Option(names = "--json", description = "Print the differences as JSON.")
  private boolean json;

  DiffCommand(Map<String, String> environment, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    Logging.apply(common.verbosity());
    Optional<TargetPython> target = Optional.ofNullable(python).map(TargetPython::ask);
    Inventory before = inventory(oldSide, target);
    Inventory after = inventory(newSide, target);
    SnapshotView view =
        after.resolution().or(before::resolution).map(Resolution::view).orElse(SnapshotView.LIVE);
    try (var fate =
        new AskedIndex(
            view,
            honouring -> indexChoice.settings(honouring, cacheOptions, environment),
            environment,
            clock)) {
      return report(Drift.between(before, after, fate));
    }
  }

  private Inventory inventory(Path path, Optional<TargetPython> target) throws IOException {
    if (Files.isDirectory(path)) {
      try {
        return Inventory.ofDirectory(path);
      } catch (IOException | UncheckedIOException e) {
        if (e instanceof Diagnosed) {
          throw e;
        }
        throw LockUnusable.malformed(path, IoReason.of(e), e);
      }
    }
    if (!Files.exists(path)) {
      throw OptionRefused.meaningless(
          "there is no " + path, "name a lock (pylock.toml) or a directory");
    }
    if (!RequirementsLock.isNamedLikeOne(path)) {
      return Inventory.of(LockReader.read(path, target));
    }
    try (var index =
        ProxiedIndex.start(
            indexChoice.settings(SnapshotView.LIVE, cacheOptions, environment),
            environment,
            clock,
            served -> {})) {
      return Inventory.of(RequirementsLock.read(path, target, index));
    }
  }

  private int report(Drift drift) throws OutputFailedException {
    if (command == null) {
      throw new IllegalStateException("the command is used before it is parsed");
    }
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      out.println(DriftReport.json(drift));
    } else {
      DriftReport.text(drift).forEach(out::println);
    }
    OutputFailedException.requireWritten(out);
    return (drift.isEmpty() ? ExitStatus.OK : ExitStatus.MISMATCH).code();
  }
}
