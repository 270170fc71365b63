package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.route.ViewSelector;
import java.util.Optional;

/**
 * The views that there are to ask for.
 *
 * @param configured that of {@code /simple/}, whose policies hold at other cutoffs too
 */
public record ServedViews(Optional<SnapshotView> configured) {
  /** The view that a URL is in; empty where it shows nothing. */
  Optional<SnapshotView> of(ViewSelector selector) {
    if (selector instanceof ViewSelector.Live) {
      return Optional.of(SnapshotView.LIVE);
    }
    return selector instanceof ViewSelector.At at ? Optional.of(at(at.cutoff())) : dated();
  }

  /** The view at {@code cutoff}. */
  SnapshotView at(Cutoff cutoff) {
    return configured.map(view -> view.movedTo(cutoff)).orElseGet(() -> SnapshotView.at(cutoff));
  }

  /** What {@code /simple/} shows: nothing without a date, lest it be everything. */
  Optional<SnapshotView> dated() {
    return configured.filter(view -> view.cutoff().isPresent());
  }
}
