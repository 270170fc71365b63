package dev.pipsnapshot.proxy.service;

import java.util.Locale;

/** Where the links to files lead that stand on a page for clients. */
public enum LinkTarget {
  /** To this proxy and its cache. */
  PROXY,
  /** To the place that the index itself names: for locks, which hold what pages say. */
  UPSTREAM;

  /** The word of options. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
