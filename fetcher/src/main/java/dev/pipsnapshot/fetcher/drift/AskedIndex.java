package dev.pipsnapshot.fetcher.drift;

import dev.pipsnapshot.fetcher.view.ProxiedIndex;
import dev.pipsnapshot.proxy.ProxySettings;
import dev.pipsnapshot.proxy.index.MissingTimePolicy;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.index.YankPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A view that is there from the first question on. For one thread. */
public final class AskedIndex implements UpstreamFate, AutoCloseable {
  private final ProxySettings settings;
  private final Map<String, String> environment;
  private final Clock clock;
  private @Nullable ProxiedIndex index;

  /**
   * Asks a view of this instant, with the yank marks of today.
   *
   * @param settings of a proxy that serves the view that it is given
   */
  public AskedIndex(
      SnapshotView view,
      Function<SnapshotView, ProxySettings> settings,
      Map<String, String> environment,
      Clock clock) {
    this.settings =
        settings.apply(
            new SnapshotView(
                view.cutoff(), view.projectCutoffs(), YankPolicy.HONOUR, MissingTimePolicy.SHOW));
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  @Override
  public Optional<Reason> of(PlacedFile file) {
    return fate().of(file);
  }

  @Override
  public Optional<Instant> uploadTime(PlacedFile file) {
    return fate().uploadTime(file);
  }

  private ViewedFate fate() {
    ProxiedIndex started = index;
    if (started == null) {
      try {
        started = ProxiedIndex.start(settings, environment, clock, served -> {});
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      index = started;
    }
    return new ViewedFate(started);
  }

  @Override
  public void close() {
    if (index != null) {
      index.close();
    }
  }
}
