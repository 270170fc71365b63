package dev.pipsnapshot.proxy.cache.flight;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.ArtifactSource;
import dev.pipsnapshot.proxy.cache.CacheException;
import dev.pipsnapshot.proxy.cache.CacheException.Mismatch;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.ContentCheck;
import dev.pipsnapshot.proxy.cache.WantedArtifact;
import dev.pipsnapshot.proxy.cache.store.PartialFile;
import dev.pipsnapshot.proxy.cache.store.PartialFiles;
import dev.pipsnapshot.proxy.cache.store.StoredArtifacts;
import dev.pipsnapshot.proxy.cache.store.StoredFile;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one artifact from its source into the cache, telling its flight how far it has come. Run
 * by the one process that holds the artifact's lock. Blocking.
 */
final class Download {
  private static final Logger log = LoggerFactory.getLogger(Download.class);
  private static final int CHUNK = 64 << 10;
  private static final int MAX_MISMATCHES = 3;

  private final CacheLayout layout;
  private final StoredArtifacts stored;
  private final PartialFiles partials;
  private final WantedArtifact wanted;
  private final ArtifactSource source;
  private final Pause pause;
  private final Flight flight;

  Download(
      CacheLayout layout,
      StoredArtifacts stored,
      PartialFiles partials,
      WantedArtifact wanted,
      ArtifactSource source,
      Pause pause,
      Flight flight) {
    this.layout = layout;
    this.stored = stored;
    this.partials = partials;
    this.wanted = wanted;
    this.source = source;
    this.pause = pause;
    this.flight = flight;
  }

  /**
   * Downloads, unless another process has done so meanwhile.
   *
   * @throws IOException if the cache cannot keep the artifact
   * @throws CacheException if the artifact cannot be had; what {@code source} threw, likewise
   */
  StoredFile run() throws IOException {
    Optional<StoredFile> present = stored.open(wanted.key());
    if (present.isPresent()) {
      return present.get();
    }
    for (int mismatches = 0; ; ) {
      try (PartialFile partial = resumeOrCreate()) {
        boolean resumed = partial.size() > 0;
        boolean useful = false;
        try {
          return complete(partial);
        } catch (Mismatch e) {
          log.warn(
              "event=download-mismatch artifact={} cause=\"{}\" facts=\"{}\"",
              CacheLayout.digest(wanted.key()),
              e.getMessage(),
              String.join(", ", e.diagnostic().context()));
          // What an earlier process left may have been damaged; that is no fault of upstream's.
          mismatches += resumed ? 0 : 1;
          if (mismatches >= MAX_MISMATCHES) {
            throw e;
          }
        } catch (CacheException.Incomplete e) {
          useful = isResumable() && partial.size() > 0;
          throw e;
        } catch (ClosedByInterruptException e) {
          useful = isResumable();
          throw new CacheException.Incomplete("the download was interrupted", e);
        } finally {
          if (!useful) {
            partial.delete();
          }
        }
      }
    }
  }

  private StoredFile complete(PartialFile partial) throws IOException {
    var check = new ContentCheck(wanted);
    partial.read(check::update);
    flight.arriving(partial.attempt(), partial.size(), wanted.size());
    if (!check.isComplete()) {
      receive(partial, check);
    }
    Sha256 digest = check.verify();
    return stored.adopt(wanted.key(), digest, partial);
  }

  private void receive(PartialFile partial, ContentCheck check) throws IOException {
    byte[] buffer = new byte[CHUNK];
    try (var body = new ResumingBody(source, partial.size(), wanted.size(), pause)) {
      for (Optional<ByteBuffer> bytes = body.read(buffer);
          bytes.isPresent();
          bytes = body.read(buffer)) {
        check.update(bytes.get());
        partial.append(bytes.get());
        flight.arriving(partial.attempt(), partial.size(), body.totalLength());
      }
    }
  }

  private PartialFile resumeOrCreate() throws IOException {
    List<Path> left = PartialFile.list(layout, wanted.key());
    Optional<Path> newest =
        isResumable() ? PartialFile.newest(layout, wanted.key()) : Optional.empty();
    for (Path path : left) {
      if (!path.equals(newest.orElse(null))) {
        Files.deleteIfExists(path);
      }
    }
    return newest.isPresent() ? PartialFile.resume(newest.get()) : partials.create(wanted.key());
  }

  /** Without its digest nothing would tell whether two halves belong to one file. */
  private boolean isResumable() {
    return wanted.key() instanceof ArtifactKey.ByContent;
  }
}
