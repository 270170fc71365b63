package dev.pipsnapshot.proxy.index.codec;

/** Whether a served page tells, in a private member, where each file comes from first. */
public enum OriginalUrls {
  /** It does not: pages for clients. */
  OMITTED,
  /** It does: pages for another pip-snapshot, whose locks name the original URLs. */
  NAMED
}
