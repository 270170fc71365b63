package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.CommandRunner;
import dev.pipsnapshot.cli.OptionVariables;
import dev.pipsnapshot.cli.OutputFailedException;
import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.fetcher.failure.OptionRefused;
import dev.pipsnapshot.fetcher.failure.PinsUnusable;
import dev.pipsnapshot.fetcher.pin.AskedPins;
import dev.pipsnapshot.fetcher.pin.PinFile;
import dev.pipsnapshot.fetcher.pin.PinnedRequest;
import dev.pipsnapshot.fetcher.pin.Pruned;
import dev.pipsnapshot.fetcher.report.PruneReport;
import dev.pipsnapshot.fetcher.requirements.ArgumentLine;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Drops the pins of a file that no fetch of a list asks for, and prints how many. Fetches nothing,
 * and asks no Python.
 */
record PruneRun(FetchOptions options, Map<String, String> environment, Clock clock) {
  private static final String COMMAND = "snapshot-fetch";

  /** Options that make no other sense beside --prune. */
  private static final Set<String> TAKEN =
      Set.of("--prune", "--requests", "--json", "--quiet", "--verbose", "--stacktrace");

  /** Options of what is no fetch that could be pinned. */
  private static final List<String> NO_FETCH =
      List.of("--prune", "--requests", "--from-lock", "--help", "--version", "--rehearse");

  /** Returns the exit code. */
  int run(Path pins, ParseResult arguments, Console console)
      throws OutputFailedException, InterruptedException {
    requireAlone(arguments);
    Pruned pruned = pruned(pins, options.pins().requests());
    return console.report(
        options.output().json()
            ? PruneReport.json(pruned)
            : String.valueOf(pruned.dropped().size()),
        PruneReport.text(pruned));
  }

  /**
   * Makes sure that nothing is given that would count for nothing.
   *
   * @throws OptionRefused if something is
   */
  private void requireAlone(ParseResult arguments) {
    if (!arguments.matchedPositionals().isEmpty()) {
      throw meaningless("requirements");
    }
    for (OptionSpec option : arguments.matchedOptions()) {
      // Those that the environment gives are for the requests, and stand here as if given.
      boolean here =
          !option.isMultiValue()
              || environment.getOrDefault(OptionVariables.of(option.longestName()), "").isEmpty();
      if (here && !TAKEN.contains(option.longestName())) {
        throw meaningless(option.longestName());
      }
    }
  }

  private static OptionRefused meaningless(String what) {
    return OptionRefused.meaningless(
        "--prune takes no " + what + ": it fetches nothing",
        "leave it out; what is asked for stands in the file of --requests");
  }

  /**
   * Does it.
   *
   * @throws dev.pipsnapshot.fetcher.failure.FetchException if one of the files cannot be used;
   *     nothing is dropped then
   */
  private Pruned pruned(Path pins, Path requests) throws InterruptedException {
    List<ArgumentLine> lines = ArgumentLine.read(requests);
    if (lines.isEmpty()) {
      throw OptionRefused.meaningless(
          requests + " has no request, and without one every pin would be dropped",
          "write the arguments of each fetch into a line: --date 2021-05-01 -r requirements.txt");
    }
    var asked = new AskedPins(lines.stream().map(this::request).toList());
    return new PinFile(pins).retain(asked::contains);
  }

  private PinnedRequest request(ArgumentLine line) {
    try {
      if (line.words().get(0).equals(COMMAND)) {
        throw OptionRefused.meaningless(
            "'" + COMMAND + "' is no argument of a fetch", "leave the command's name out");
      }
      var fetch = new FetchCommand(environment, clock);
      var runner = new CommandRunner(environment);
      CommandLine command = runner.commandLine(fetch);
      ParseResult arguments = runner.parse(command, line.words().toArray(String[]::new));
      for (String option : NO_FETCH) {
        if (arguments.hasMatchedOption(option)) {
          throw OptionRefused.meaningless(option + " pins nothing", "take the line out");
        }
      }
      return fetch.pinnedRequest();
    } catch (ParameterException | InvalidPathException e) {
      throw PinsUnusable.noRequest(line.where(), String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      if (e instanceof Diagnosed diagnosed) {
        Diagnostic diagnostic = diagnosed.diagnostic();
        throw PinsUnusable.noRequest(line.where(), diagnostic, e);
      }
      throw e;
    }
  }
}
