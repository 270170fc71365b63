package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.OptionGroup;
import dev.pipsnapshot.fetcher.failure.OptionRefused;
import dev.pipsnapshot.fetcher.output.ExistingOutput;
import dev.pipsnapshot.fetcher.run.FetchRequest.Output;
import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import dev.pipsnapshot.hasher.nix.NixHash;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The directory that is to appear, and how a command tells of it. */
@OptionGroup.In(OptionGroup.OUTPUT)
final class OutputOptions {
  @Option(
      names = {"-d", "--dest"},
      paramLabel = "DIR",
      description = "The directory that is to appear.")
  private @Nullable Path destination;

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

  @Option(names = "--json", description = "Print everything about the result as JSON.")
  private boolean json;

  /** Whether programs read what is printed. */
  boolean json() {
    return json;
  }

  /**
   * Makes sure that none is asked for.
   *
   * @param why none appears
   * @throws OptionRefused if one is
   */
  void refuseDirectory(String why) {
    if (destination != null) {
      throw OptionRefused.meaningless(why, "leave out --dest");
    }
  }

  /**
   * The directory, with its lock.
   *
   * @throws OptionRefused if none is named
   */
  Output output(LockOptions lockOptions) {
    if (destination == null) {
      throw OptionRefused.meaningless("no directory is given", "say which is to appear: -d DIR");
    }
    return new Output(
        destination,
        force ? ExistingOutput.REPLACE : ExistingOutput.REFUSE,
        Optional.ofNullable(expectedHash).map(text -> NixHash.parse(text, HashAlgorithm.SHA256)),
        lockOptions.target(destination));
  }
}
