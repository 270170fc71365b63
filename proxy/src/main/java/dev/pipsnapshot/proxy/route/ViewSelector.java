package dev.pipsnapshot.proxy.route;

import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.InstallTarget;

/** Which view of the index a page is asked in. */
public sealed interface ViewSelector {
  /** The view given at start: {@code /simple/}. */
  record Configured() implements ViewSelector {}

  /** The index as of an instant: {@code /snapshot/{cutoff}/simple/}. */
  record At(Cutoff cutoff) implements ViewSelector {}

  /** The view given at start, without what is of no use there: {@code /for/{target}/simple/}. */
  record For(InstallTarget target) implements ViewSelector {}

  /** Unfiltered, for another pip-snapshot: {@code /live/simple/}. */
  record Live() implements ViewSelector {}
}
