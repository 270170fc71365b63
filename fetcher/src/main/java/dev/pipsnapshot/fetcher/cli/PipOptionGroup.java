package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.OptionGroup;
import dev.pipsnapshot.fetcher.check.Pythons;
import dev.pipsnapshot.fetcher.check.Pythons.Choice;
import dev.pipsnapshot.fetcher.failure.InterpreterUnusable;
import dev.pipsnapshot.fetcher.failure.OptionRefused;
import dev.pipsnapshot.fetcher.pin.PinnedPython;
import dev.pipsnapshot.fetcher.pip.Interpreter;
import dev.pipsnapshot.fetcher.pip.InterpreterProbe;
import dev.pipsnapshot.fetcher.pip.PassedOption;
import dev.pipsnapshot.fetcher.pip.Pip;
import dev.pipsnapshot.fetcher.pip.PipOptions;
import dev.pipsnapshot.fetcher.pip.PipOptions.Flag;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import dev.pipsnapshot.fetcher.run.FetchRequest.Python;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Python and pip decide, and what pip is told. */
@OptionGroup.In(OptionGroup.PYTHON)
final class PipOptionGroup {
  private static final String DEFAULT_PYTHON = "python3";

  @Option(
      names = "--python",
      paramLabel = "EXE",
      description = "The Python to fetch for. Default: " + DEFAULT_PYTHON + ".")
  private @Nullable String python;

  @Option(
      names = "--pip-version",
      paramLabel = "VERSION",
      description =
          "The pip to use, 20.3.4 or newer; it comes from the index, whatever its date. Default:"
              + " the pip that the Python has.")
  private @Nullable String pipVersion;

  @Option(
      names = "--only-binary",
      paramLabel = "FORMAT_CONTROL",
      description = "As pip's: no source distributions of these projects, or :all:.")
  private List<String> onlyBinary = List.of();

  @Option(
      names = "--no-binary",
      paramLabel = "FORMAT_CONTROL",
      description = "As pip's: no wheels of these projects, or :all:.")
  private List<String> noBinary = List.of();

  @Option(names = "--platform", paramLabel = "PLATFORM", description = "As pip's. Repeatable.")
  private List<String> platforms = List.of();

  @Option(names = "--python-version", paramLabel = "VERSION", description = "As pip's.")
  private @Nullable String pythonVersion;

  @Option(names = "--abi", paramLabel = "ABI", description = "As pip's. Repeatable.")
  private List<String> abis = List.of();

  @Option(names = "--implementation", paramLabel = "IMPLEMENTATION", description = "As pip's.")
  private @Nullable String implementation;

  @Option(names = "--no-deps", description = "As pip's: without dependencies.")
  private boolean noDeps;

  @Option(names = "--pre", description = "As pip's: pre-releases too.")
  private boolean pre;

  @Option(names = "--prefer-binary", description = "As pip's: older wheels before newer sources.")
  private boolean preferBinary;

  @Option(names = "--require-hashes", description = "As pip's: every requirement has a hash.")
  private boolean requireHashes;

  @Option(
      names = "--pip-arg",
      paramLabel = "ARG",
      description =
          "Any other long option of 'pip download', its value attached with '='. Repeatable.")
  private List<String> others = List.of();

  Python python() {
    if (pipVersion != null && !PipVersion.isValid(pipVersion)) {
      throw OptionRefused.meaningless(
          "--pip-version '" + pipVersion + "' is no version", "write one such as 23.0.1");
    }
    return new Python(executable(), Optional.ofNullable(pipVersion).map(PipVersion::new));
  }

  /** The Python that was named, if one was. */
  Optional<String> givenPython() {
    return Optional.ofNullable(python);
  }

  Pythons pythons() {
    return new Pythons(executable(), python == null ? Choice.BY_VERSION : Choice.GIVEN);
  }

  /**
   * What decides on files here: the Python that is named, with the pip that is.
   *
   * @throws InterpreterUnusable if there is no such Python, or no pip
   */
  PinnedPython pinned() {
    Python named = python();
    Interpreter interpreter = InterpreterProbe.probe(named.executable());
    return PinnedPython.of(
        interpreter,
        named
            .pip()
            .or(() -> interpreter.pip().map(Pip.Installed::version))
            .orElseThrow(
                () -> InterpreterUnusable.withoutPip(interpreter.executable().toString())));
  }

  private String executable() {
    return python == null ? DEFAULT_PYTHON : python;
  }

  PipOptions options() {
    List<Flag> flags = new ArrayList<>();
    add(flags, noDeps, Flag.NO_DEPS);
    add(flags, pre, Flag.PRE);
    add(flags, preferBinary, Flag.PREFER_BINARY);
    add(flags, requireHashes, Flag.REQUIRE_HASHES);
    return new PipOptions(
        onlyBinary,
        noBinary,
        platforms,
        Optional.ofNullable(pythonVersion),
        abis,
        Optional.ofNullable(implementation),
        flags,
        others.stream().map(PassedOption::parse).toList());
  }

  private static void add(List<Flag> flags, boolean given, Flag flag) {
    if (given) {
      flags.add(flag);
    }
  }
}
