package dev.pipsnapshot.fetcher.cli;

/** Says nothing. */
final class SilentProgress implements Progress {
  @Override
  public void close() {
    // Nothing is shown.
  }
}
