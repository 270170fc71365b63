package dev.pipsnapshot.proxy.index.codec;

/** Names of our own making, read by another pip-snapshot that has this one as its upstream. */
final class PrivateMembers {
  /** A file's original URL, in JSON: a leading underscore marks private members (PEP 691). */
  static final String ORIGIN_JSON = "_url";

  /** A file's original URL, in HTML. */
  static final String ORIGIN_HTML = "data-pip-snapshot-url";

  /** The cutoff of the view that a page is of, in JSON. */
  static final String CUTOFF_JSON = "_pip-snapshot-cutoff";

  /** The same, as the name of a {@code meta} element in HTML. */
  static final String CUTOFF_HTML = "pip-snapshot:cutoff";

  private PrivateMembers() {}
}
