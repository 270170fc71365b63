package dev.pipsnapshot.fetcher.lock;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.ProjectFile;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One file, and where it is.
 *
 * @param kind what it is
 * @param filename fit to be one segment of a path
 * @param url where it lives, http or https; no user information, no fragment
 * @param size in bytes, if known
 * @param digest of its bytes
 * @param uploadTime when it came to the index, if known
 */
public record LockedFile(
    Kind kind,
    String filename,
    URI url,
    OptionalLong size,
    Sha256 digest,
    Optional<Instant> uploadTime) {

  /** The kinds of file that PEP 751 tells apart. */
  public enum Kind {
    /** A file of the index, built. */
    WHEEL,
    /** A file of the index, with sources. */
    SDIST,
    /** A file of a URL that was asked for, or one whose name no tool takes for an sdist's. */
    ARCHIVE
  }

  public LockedFile {
    if (!ProjectFile.isSafeFilename(filename)) {
      throw new IllegalArgumentException("not fit to be a file name: " + filename);
    }
    if (!FileLocation.isLocation(url)) {
      throw new IllegalArgumentException("not a place to lock");
    }
  }
}
