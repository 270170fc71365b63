package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.OptionGroup;
import dev.pipsnapshot.fetcher.FetchRequest;
import dev.pipsnapshot.fetcher.FetchRequest.Wish;
import dev.pipsnapshot.fetcher.FetchResult;
import dev.pipsnapshot.fetcher.output.FileDraft;
import dev.pipsnapshot.fetcher.pin.PinEntry.Pin;
import dev.pipsnapshot.fetcher.pin.PinFile;
import dev.pipsnapshot.fetcher.pin.PinInputs;
import dev.pipsnapshot.fetcher.pin.PinnedIndex;
import dev.pipsnapshot.fetcher.pin.PinnedPython;
import dev.pipsnapshot.fetcher.pin.PinnedRequest;
import dev.pipsnapshot.fetcher.pin.PinnedView;
import dev.pipsnapshot.fetcher.requirements.RequirementScanner;
import dev.pipsnapshot.proxy.cli.ViewOptions;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.upstream.Upstreams;
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
              + " another hash. Takes neither requirements nor a directory.")
  private @Nullable Path checked;

  /** The file whose pins are to be checked, instead of anything else. */
  Optional<Path> checked() {
    return Optional.ofNullable(checked);
  }

  /**
   * What is to be pinned, if anything is; makes sure that it can be.
   *
   * @throws dev.pipsnapshot.fetcher.failure.FetchException if it cannot
   */
  Optional<PinnedRequest> request(
      FetchRequest request, ViewOptions written, BuildOptions builds, Upstreams indexes) {
    if (file == null) {
      return Optional.empty();
    }
    new PipsDirectory(request.output().directory()).requireOutside("the pin file", file, "--pin");
    FileDraft.require(file);
    if (Files.exists(file)) {
      new PinFile(file).entries();
    }
    SnapshotView view = request.index().view().orElse(SnapshotView.LIVE);
    var pinned =
        new PinnedRequest(
            new PinnedView(
                written.dateAsWritten().orElseThrow(),
                written.projectDatesAsWritten(),
                builds.dateAsWritten(),
                view.yankPolicy(),
                view.missingTimePolicy(),
                view.projectMissingTimePolicies()),
            PinnedIndex.of(indexes),
            new RequirementScanner(request.directHosts(), indexes.defaultIndex().index())
                .scan(request.requirements())
                .texts(),
            request.pipOptions(),
            request.wishes().contains(Wish.BUILD_REQUIRES),
            PinnedRequest.hosts(request.directHosts()));
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
