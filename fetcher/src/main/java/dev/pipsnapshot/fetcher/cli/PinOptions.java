package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.OptionGroup;
import dev.pipsnapshot.fetcher.failure.OptionRefused;
import dev.pipsnapshot.fetcher.output.FileDraft;
import dev.pipsnapshot.fetcher.pin.PinEntry.Pin;
import dev.pipsnapshot.fetcher.pin.PinFile;
import dev.pipsnapshot.fetcher.pin.PinInputs;
import dev.pipsnapshot.fetcher.pin.PinnedPython;
import dev.pipsnapshot.fetcher.pin.PinnedRequest;
import dev.pipsnapshot.fetcher.run.FetchRequest;
import dev.pipsnapshot.fetcher.run.FetchResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Keeping hashes by what gave them. */
final class PinOptions {
  private static final Logger log = LoggerFactory.getLogger(PinOptions.class);

  @OptionGroup.In(OptionGroup.OUTPUT)
  @Option(
      names = "--pin",
      paramLabel = "FILE",
      description =
          "Write the hash, with all inputs, into this pin file, where Nix finds it:"
              + " fetchPythonRequirements { pins = ./pins.json; }.")
  private @Nullable Path file;

  @OptionGroup.In(OptionGroup.CHECKS)
  @Option(
      names = "--check",
      paramLabel = "FILE",
      description =
          "Fetch every pin of this file again, ask pip again, and end with exit code 5 if one gives"
              + " another hash. With requirements and what else the fetch was given: the pin of"
              + " these alone, and exit code 5 if there is none. Takes no directory.")
  private @Nullable Path checked;

  @OptionGroup.In(OptionGroup.OUTPUT)
  @Option(
      names = "--prune",
      paramLabel = "FILE",
      description =
          "Drop the pins of this file that none of --requests asks for, whatever their Python, pip"
              + " and platform; fetch nothing, and print how many.")
  private @Nullable Path pruned;

  @OptionGroup.In(OptionGroup.OUTPUT)
  @Option(
      names = "--requests",
      paramLabel = "FILE",
      description =
          "For --prune: the arguments of each fetch that is still made, one fetch a line, with"
              + " quotes and # comments as in a shell.")
  private @Nullable Path requests;

  /**
   * The file whose pins are to be pruned, instead of anything else.
   *
   * @throws OptionRefused if nothing says what to keep, or nothing is to be pruned by it
   */
  Optional<Path> pruned() {
    if ((pruned == null) != (requests == null)) {
      throw OptionRefused.meaningless(
          "--prune and --requests go together", "give --prune pins.json --requests FILE");
    }
    return Optional.ofNullable(pruned);
  }

  /** What {@link #pruned} is pruned by. */
  Path requests() {
    return Optional.ofNullable(requests).orElseThrow();
  }

  /** The file whose pins are to be checked, instead of anything else. */
  Optional<Path> checked() {
    return Optional.ofNullable(checked);
  }

  /**
   * What is to be pinned, if anything is; makes sure that it can be.
   *
   * @throws dev.pipsnapshot.fetcher.failure.FetchException if it cannot
   */
  Optional<PinnedRequest> request(FetchRequest request, PinnedArguments arguments) {
    if (file == null) {
      return Optional.empty();
    }
    new PipsDirectory(request.output().directory()).requireOutside("the pin file", file, "--pin");
    FileDraft.require(file);
    if (Files.exists(file)) {
      new PinFile(file).entries();
    }
    PinnedRequest pinned =
        arguments.request(request.requirements(), request.pipOptions(), request.directHosts());
    pinned.requirePortable();
    return Optional.of(pinned);
  }

  /** Writes what a fetch gave. */
  void write(PinnedRequest pinned, FetchResult result) throws InterruptedException {
    if (file == null) {
      throw new IllegalStateException("there is no file to pin in");
    }
    var inputs = new PinInputs(pinned, PinnedPython.of(result.interpreter(), result.pip()));
    var pin = new Pin(result.hash().hash(), inputs);
    new PinFile(file)
        .put(pin)
        .filter(previous -> !previous.equals(pin.hash()))
        .ifPresent(
            previous ->
                log.warn("pin-changed key={} was={} is={}", pin.key(), previous, pin.hash()));
    log.info("pinned key={} file={}", pin.key(), file);
  }
}
