package dev.pipsnapshot.proxy.index;

import java.util.Locale;

/** What a view does with a file whose upload time nobody knows. */
public enum MissingTimePolicy {
  /** Refuse the whole page. */
  REFUSE,
  /** Leave the file out. */
  HIDE,
  /** Show the file, whenever it was uploaded. */
  SHOW,
  /**
   * Take the time of the file with the same bytes on the page of another index; leave out what that
   * does not have.
   */
  MATCH;

  /** The word of options, pins and locks. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
