package dev.pipsnapshot.fetcher.drift;

import java.util.Locale;

/**
 * Why a file is another, or is not there.
 *
 * @param kind for programs
 * @param sentence for people, without a final full stop
 */
public record Reason(Kind kind, String sentence) {

  /** The kinds of cause. */
  public enum Kind {
    /** The index now says that the file should not be chosen. */
    YANKED,
    /** The index does not list the file any more. */
    DELETED_UPSTREAM,
    /** The index lists other bytes under the same name. */
    REPLACED_UPSTREAM,
    /** The file is there, but not in the view that was asked. */
    NOT_IN_VIEW,
    /** The file came to the index after the old view's instant. */
    UPLOADED_SINCE,
    /** Something else was asked, or by somebody else. */
    OTHER_INPUTS,
    /** Nothing upstream explains it: it follows from other changes. */
    FOLLOWS,
    /** How both sides were decided on is not known; the index tells when each file came. */
    UPLOAD_TIMES,
    /** The index could not be asked. */
    UNKNOWN;

    /** The kebab-case name, for programs. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
