package dev.pipsnapshot.fetcher.drift;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.time.Instant;
import java.util.Optional;

/**
 * A file of a directory, as far as it is known.
 *
 * @param path relative to the directory, with slashes
 * @param project whose file it is
 * @param version the version in its name
 * @param digest of its bytes
 * @param uploadTime when it came to the index
 */
public record PlacedFile(
    String path,
    Optional<ProjectName> project,
    Optional<String> version,
    Sha256 digest,
    Optional<Instant> uploadTime) {
  /** The name without directories. */
  public String filename() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Where it lies, with a final slash; empty for the directory itself. */
  String folder() {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }
}
