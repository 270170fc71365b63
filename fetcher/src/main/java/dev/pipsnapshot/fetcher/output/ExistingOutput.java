package dev.pipsnapshot.fetcher.output;

/** What to do with a destination that holds something. */
public enum ExistingOutput {
  REFUSE,
  REPLACE
}
