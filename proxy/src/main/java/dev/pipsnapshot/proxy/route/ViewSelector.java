package dev.pipsnapshot.proxy.route;

import dev.pipsnapshot.proxy.index.Cutoff;

/** Which view of the index a page is asked in. */
public sealed interface ViewSelector {
  /** The view given at start: {@code /simple/}. */
  record Configured() implements ViewSelector {}

  /** The index as of an instant: {@code /snapshot/{cutoff}/simple/}. */
  record At(Cutoff cutoff) implements ViewSelector {}

  /** Unfiltered, for another pip-snapshot: {@code /live/simple/}. */
  record Live() implements ViewSelector {}
}
