package dev.pipsnapshot.proxy.index;

import java.util.Locale;

/** What a view does with yank marks, which an index keeps without the time they were made at. */
public enum YankPolicy {
  /** Pass them on; clients then skip the files, as pip does. */
  HONOUR,
  /** Take them off, so that clients choose the files as they did before the yank. */
  IGNORE;

  /** The word of options, pins and locks. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
