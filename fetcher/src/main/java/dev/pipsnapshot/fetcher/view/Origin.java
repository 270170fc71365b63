package dev.pipsnapshot.fetcher.view;

/** Where the bytes of a served file came from. */
public enum Origin {
  CACHE,
  NETWORK
}
