package dev.pipsnapshot.fetcher.drift;

import java.util.Optional;

/** Tells what has become of files upstream. */
@FunctionalInterface
public interface UpstreamFate {
  /** Nobody to ask. */
  UpstreamFate UNKNOWN =
      file -> Optional.of(new Reason(Reason.Kind.UNKNOWN, "the index was not asked"));

  /** Why {@code file} would not be chosen any more; empty if the index lists it as ever. */
  Optional<Reason> of(PlacedFile file);
}
