package dev.pipsnapshot.proxy.index;

/** What a view does with a file whose upload time nobody knows. */
public enum MissingTimePolicy {
  /** Refuse the whole page. */
  REFUSE,
  /** Leave the file out. */
  HIDE,
  /** Show the file, whenever it was uploaded. */
  SHOW
}
