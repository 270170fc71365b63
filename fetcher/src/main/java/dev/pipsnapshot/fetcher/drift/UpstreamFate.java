package dev.pipsnapshot.fetcher.drift;

import java.time.Instant;
import java.util.Optional;

/** Tells what has become of files upstream. */
public interface UpstreamFate {
  /** Why {@code file} would not be chosen any more; empty if the index lists it as ever. */
  Optional<Reason> of(PlacedFile file);

  /** When {@code file} came to the index, if that tells. */
  Optional<Instant> uploadTime(PlacedFile file);
}
