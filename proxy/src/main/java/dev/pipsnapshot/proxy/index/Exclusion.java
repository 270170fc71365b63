package dev.pipsnapshot.proxy.index;

import java.util.Locale;

/**
 * Why a view does not show a file.
 *
 * @param file the file
 * @param reason the kind of cause
 * @param cutoff the cutoff that held for it
 */
public record Exclusion(ProjectFile file, Reason reason, Cutoff cutoff) {
  /** The kinds of cause. */
  public enum Reason {
    /** It was uploaded at the cutoff or later. */
    UPLOADED_AT_OR_AFTER_CUTOFF,
    /** Nobody knows when it was uploaded. */
    UPLOAD_TIME_UNKNOWN;

    /** The kebab-case name, for programs. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The cause for people, as one sentence without a final full stop. */
  public String sentence() {
    return switch (reason) {
      case UPLOADED_AT_OR_AFTER_CUTOFF ->
          "uploaded "
              + file.uploadTime().map(Object::toString).orElse("at an unknown time")
              + ", not before the cutoff "
              + cutoff;
      case UPLOAD_TIME_UNKNOWN ->
          "upstream does not say when it was uploaded, so it may be newer than the cutoff "
              + cutoff;
    };
  }
}
