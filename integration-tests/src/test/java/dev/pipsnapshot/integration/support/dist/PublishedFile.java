package dev.pipsnapshot.integration.support.dist;

import java.time.Instant;
import java.util.Optional;

/**
 * A file on an index, with what the index knows about it.
 *
 * @param file the file
 * @param uploadTime when it was uploaded
 * @param yanked the reason, possibly empty, if it was yanked
 * @param metadata whether its core metadata can be had apart from it
 */
public record PublishedFile(
    DistributionFile file,
    Instant uploadTime,
    Optional<String> yanked,
    CoreMetadataOffer metadata) {

  /** Not yanked, and without core metadata apart. */
  public static PublishedFile of(String uploadTime, Distribution distribution) {
    return new PublishedFile(
        distribution.file(), Instant.parse(uploadTime), Optional.empty(), CoreMetadataOffer.ABSENT);
  }

  /** The same, yanked. */
  public PublishedFile yanked(String reason) {
    return new PublishedFile(file, uploadTime, Optional.of(reason), metadata);
  }

  /** The same with another offer of core metadata. */
  public PublishedFile metadata(CoreMetadataOffer offer) {
    return new PublishedFile(file, uploadTime, yanked, offer);
  }
}
