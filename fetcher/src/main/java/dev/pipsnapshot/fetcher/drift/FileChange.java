package dev.pipsnapshot.fetcher.drift;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file that is another than before.
 *
 * @param kind what happened to it
 * @param before the old file, unless it was added
 * @param after the new file, unless it was removed
 * @param reasons why, the surest first; at least one
 */
public record FileChange(
    Kind kind, Optional<PlacedFile> before, Optional<PlacedFile> after, List<Reason> reasons) {
  public FileChange {
    reasons = List.copyOf(reasons);
  }

  /** The kinds of change. */
  public enum Kind {
    /** A project has no file that had one. */
    REMOVED,
    /** A project has a file that had none. */
    ADDED,
    /** The project's file is of another version. */
    VERSION,
    /** The project's file is another of the same version. */
    FILE,
    /** The file has the same name and other content. */
    BYTES;

    /** The lower-case name, for programs. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The file that it is about. */
  PlacedFile file() {
    return after.or(() -> before).orElseThrow();
  }
}
