package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.CachedBody.Origin;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that a client takes, or took.
 *
 * @param project whose page lists it
 * @param filename as the index spells it
 * @param digest of its bytes, verified
 * @param originalUrl where the index at the far end of any chain of proxies has it
 * @param size in bytes
 * @param uploadTime where any source knows it
 * @param requiresPython the Pythons it supports, as the index says, unparsed
 * @param origin where its bytes came from
 */
public record ServedFile(
    ProjectName project,
    String filename,
    Sha256 digest,
    URI originalUrl,
    long size,
    Optional<Instant> uploadTime,
    Optional<String> requiresPython,
    Origin origin) {

  /** The same file, from elsewhere. */
  public ServedFile from(Origin other) {
    return new ServedFile(
        project, filename, digest, originalUrl, size, uploadTime, requiresPython, other);
  }
}
