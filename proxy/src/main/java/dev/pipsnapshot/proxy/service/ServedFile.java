package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.CachedBody.ServedFrom;
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
 * @param servedFrom where its bytes came from
 */
public record ServedFile(
    ProjectName project,
    String filename,
    Sha256 digest,
    URI originalUrl,
    long size,
    Optional<Instant> uploadTime,
    Optional<String> requiresPython,
    ServedFrom servedFrom) {

  /** The same file, from elsewhere. */
  public ServedFile from(ServedFrom other) {
    return new ServedFile(
        project, filename, digest, originalUrl, size, uploadTime, requiresPython, other);
  }
}
