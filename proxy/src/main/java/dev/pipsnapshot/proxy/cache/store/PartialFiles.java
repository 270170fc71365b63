package dev.pipsnapshot.proxy.cache.store;

import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.io.IOException;

/** Makes the files that downloads are written to. */
@FunctionalInterface
public interface PartialFiles {
  /** A new file, of no bytes. */
  PartialFile create(ArtifactKey key) throws IOException;
}
