package dev.pipsnapshot.fetcher.view;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.CachedBody.ServedFrom;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A file of the finished directory.
 *
 * @param project whose file it is; unknown for direct URLs
 * @param path relative to the directory, with slashes
 * @param digest of its bytes
 * @param size in bytes
 * @param uploadTime when it came to the index, if known
 * @param requiresPython the Pythons it supports, as the index says, unparsed
 * @param url where it lives upstream; never one of ours
 * @param servedFrom where its bytes came from this time
 */
public record FetchedFile(
    Optional<ProjectName> project,
    String path,
    Sha256 digest,
    long size,
    Optional<Instant> uploadTime,
    Optional<String> requiresPython,
    URI url,
    ServedFrom servedFrom) {
  /** Where what building needs lies, in the finished directory. */
  public static final String BUILD_REQUIRES = "build-requires";

  /** Whether it is there for building others. */
  public boolean isBuildRequirement() {
    return path.startsWith(BUILD_REQUIRES + "/");
  }

  /** The name without directories. */
  public String filename() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
