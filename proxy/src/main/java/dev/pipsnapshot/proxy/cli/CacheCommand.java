package dev.pipsnapshot.proxy.cli;

import dev.pipsnapshot.cli.CommonOptions;
import dev.pipsnapshot.cli.ExitStatus;
import dev.pipsnapshot.cli.Logging;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.upkeep.CacheEntry.Kind;
import dev.pipsnapshot.proxy.cache.upkeep.CacheInventory;
import dev.pipsnapshot.proxy.cache.upkeep.CacheInventory.Verification;
import dev.pipsnapshot.proxy.cache.upkeep.FileTotals;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks after the cache directory. */
@Command(
    name = "snapshot-cache",
    header = "look at the cache of pip-snapshot, check it and make it smaller",
    mixinStandardHelpOptions = true,
    description = "Look at the cache, check it, and make it smaller; safe while proxies use it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  snapshot-cache info",
      "  snapshot-cache verify",
      "  snapshot-cache prune --older-than 90d --max-size 5G"
    })
final class CacheCommand implements Callable<Integer> {
  private final Map<String, String> environment;
  private final Clock clock;

  @Spec private @Nullable CommandSpec command;

  CacheCommand(Map<String, String> environment, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec().commandLine(), "say what to do: dir, info, verify or prune");
  }

  @Command(name = "dir", description = "Print the cache directory.")
  int dir(
      @Mixin CommonOptions options, @Mixin CacheDirectoryOption directory, @Mixin Output output) {
    Logging.apply(options.verbosity());
    CacheLayout layout = directory.layout(environment);
    report(
        output,
        new LinkedHashMap<>(Map.of("directory", layout.root().toString())),
        List.of(layout.root().toString()));
    return ExitStatus.OK.code();
  }

  @Command(name = "info", description = "Say how much is in the cache.")
  int info(
      @Mixin CommonOptions options, @Mixin CacheDirectoryOption directory, @Mixin Output output) {
    Logging.apply(options.verbosity());
    CacheLayout layout = directory.layout(environment);
    var contents = new CacheContents();
    new CacheInventory(layout).forEach(contents);
    Map<String, Object> members = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    members.put("directory", layout.root().toString());
    lines.add("directory:      " + layout.root());
    for (Kind kind : Kind.values()) {
      counted(kind, contents.of(kind), members, lines);
    }
    contents
        .oldestUse()
        .ifPresent(
            instant -> {
              members.put("oldestUse", instant.toString());
              lines.add("unused longest: since " + instant);
            });
    report(output, members, lines);
    return ExitStatus.OK.code();
  }

  @Command(
      name = "verify",
      description = {
        "Hash every file again, and drop those that are damaged; they will be fetched anew.",
        "Exits with 5 if there were any."
      })
  int verify(
      @Mixin CommonOptions options, @Mixin CacheDirectoryOption directory, @Mixin Output output) {
    Logging.apply(options.verbosity());
    var inventory = new CacheInventory(directory.layout(environment));
    List<String> dropped = new ArrayList<>();
    Verification result =
        inventory.dropDamaged(
            path -> {
              if (output.json) {
                dropped.add(path.toString());
              } else {
                out().println("damaged, dropped: " + path);
              }
            });
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("checked", result.checked());
    members.put("dropped", dropped);
    report(
        output,
        members,
        List.of(result.checked() + " files checked, " + result.dropped() + " damaged"));
    return (result.dropped() == 0 ? ExitStatus.OK : ExitStatus.MISMATCH).code();
  }

  @Command(
      name = "prune",
      description =
          "Remove what has not been used for long. Downloads on their way are left alone.")
  int prune(
      @Mixin CommonOptions options,
      @Mixin CacheDirectoryOption directory,
      @Mixin Output output,
      @Option(
              names = "--older-than",
              paramLabel = "AGE",
              description = "Remove what was not used for this long, such as 90d or 12h.")
          @Nullable String olderThan,
      @Option(
              names = "--max-size",
              paramLabel = "SIZE",
              description =
                  "Then remove what was unused for longest, until no more than this is left, such as"
                      + " 5G or 500M.")
          @Nullable String maxSize) {
    Logging.apply(options.verbosity());
    if (olderThan == null && maxSize == null) {
      throw usage("prune", "give --older-than, --max-size or both");
    }
    Instant now = clock.instant();
    Optional<Age> age = parsed("prune", olderThan, Age::parse);
    Optional<ByteSize> size = parsed("prune", maxSize, ByteSize::parse);
    var inventory = new CacheInventory(directory.layout(environment));
    inventory.sweep(now);
    FileTotals unused =
        age.map(limit -> inventory.removeUnusedSince(now.minus(limit.duration())))
            .orElse(FileTotals.NONE);
    FileTotals surplus =
        size.map(limit -> inventory.removeDownTo(limit.bytes())).orElse(FileTotals.NONE);
    FileTotals removed = unused.plus(surplus);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("removed", removed.files());
    members.put("removedBytes", removed.bytes());
    report(
        output,
        members,
        List.of("removed " + removed.files() + " files, " + new ByteSize(removed.bytes())));
    return ExitStatus.OK.code();
  }

  /** How the result is printed. */
  static final class Output {
    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;
  }

  private static void counted(
      Kind kind, FileTotals sum, Map<String, Object> members, List<String> lines) {
    String name = kind.name().toLowerCase(Locale.ROOT);
    members.put(name, new LinkedHashMap<>(Map.of("count", sum.files(), "bytes", sum.bytes())));
    lines.add(
        String.format(
            Locale.ROOT, "%-15s %d, %s", name + ":", sum.files(), new ByteSize(sum.bytes())));
  }

  private void report(Output output, Map<String, Object> members, List<String> lines) {
    PrintWriter out = out();
    if (output.json) {
      out.println(JsonLine.of(members));
    } else {
      lines.forEach(out::println);
    }
    out.flush();
  }

  private PrintWriter out() {
    return spec().commandLine().getOut();
  }

  private <T> Optional<T> parsed(
      String subcommand, @Nullable String text, Function<String, T> parser) {
    try {
      return Optional.ofNullable(text).map(parser);
    } catch (IllegalArgumentException e) {
      throw usage(subcommand, String.valueOf(e.getMessage()));
    }
  }

  private ParameterException usage(String subcommand, String message) {
    return new ParameterException(spec().subcommands().get(subcommand), message);
  }

  private CommandSpec spec() {
    if (command == null) {
      throw new IllegalStateException("the command is used before it is parsed");
    }
    return command;
  }
}
