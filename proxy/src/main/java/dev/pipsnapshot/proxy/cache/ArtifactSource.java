package dev.pipsnapshot.proxy.cache;

import java.io.IOException;

/**
 * Where an artifact's bytes come from when they are not here. The seam to the upstream hosts, and
 * to any further tier of the cache.
 */
@FunctionalInterface
public interface ArtifactSource {
  /**
   * Opens the body, from {@code offset} on where that is possible. May block; called on the
   * executor for downloads only, possibly several times for one artifact.
   *
   * @param offset how many bytes are here already; 0 for the whole body
   * @throws IOException if it is worth trying again; anything unchecked ends the download at once
   *     and is what its clients get to see
   */
  SourceBody open(long offset) throws IOException;
}
