package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.fetcher.failure.FetchException;
import dev.pipsnapshot.fetcher.failure.OptionRefused;
import dev.pipsnapshot.fetcher.pin.PinnedRequest;
import dev.pipsnapshot.fetcher.run.FetchRequest;
import dev.pipsnapshot.fetcher.run.FetchRequest.Wish;
import dev.pipsnapshot.proxy.ProxySettings;
import dev.pipsnapshot.proxy.cli.CacheOptions;
import dev.pipsnapshot.proxy.cli.ViewOptions;
import dev.pipsnapshot.proxy.index.SnapshotView;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;

/**
 * The options of snapshot-fetch, and what they mean together. Each run takes of them what it needs.
 */
final class FetchOptions {
  @Mixin private RequirementOptions requirements = new RequirementOptions();
  @Mixin private ViewOptions view = new ViewOptions();
  @Mixin private IndexChoice index = new IndexChoice();
  @Mixin private CacheOptions cache = new CacheOptions();
  @Mixin private PipOptionGroup pip = new PipOptionGroup();
  @Mixin private BuildOptions builds = new BuildOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private PinOptions pins = new PinOptions();
  @Mixin private Against against = new Against();
  @Mixin private LockOptions lock = new LockOptions();

  RequirementOptions requirements() {
    return requirements;
  }

  IndexChoice index() {
    return index;
  }

  CacheOptions cache() {
    return cache;
  }

  PipOptionGroup pip() {
    return pip;
  }

  OutputOptions output() {
    return output;
  }

  PinOptions pins() {
    return pins;
  }

  Against against() {
    return against;
  }

  LockOptions lock() {
    return lock;
  }

  /** The way to the index in {@code shown}. */
  ProxySettings settings(SnapshotView shown, Map<String, String> environment) {
    return index.settings(shown, cache, environment);
  }

  /**
   * What a fetch is asked for.
   *
   * @throws OptionRefused if that is nothing, or as of no time
   */
  FetchRequest request(Map<String, String> environment, Clock clock) {
    requirements.requireAsking();
    return new FetchRequest(
        lock.hold(requirements.sources()),
        pip.options(),
        pip.python(),
        settings(view(clock), environment),
        builds.cutoff(clock.instant()),
        output.output(lock),
        requirements.directHosts(),
        wishes(),
        asked(environment, clock));
  }

  /**
   * The same, as a pin keeps it.
   *
   * @throws FetchException if it is no fetch, or it cannot be pinned
   */
  PinnedRequest pinnedRequest(Map<String, String> environment, Clock clock) {
    requirements.requireAsking();
    PinnedRequest pinned =
        pinnedArguments(view(clock), environment)
            .request(lock.hold(requirements.sources()), pip.options(), requirements.directHosts());
    pinned.requirePortable();
    return pinned;
  }

  /** What a lock keeps of what is asked for: the same before and after it holds versions. */
  private Optional<PinnedRequest> asked(Map<String, String> environment, Clock clock) {
    try {
      return Optional.of(
              pinnedArguments(view(clock), environment)
                  .request(requirements.sources(), pip.options(), requirements.directHosts()))
          .filter(PinnedRequest::isPortable);
    } catch (FetchException e) {
      // What is wrong for a fetch, the fetch will say.
      return Optional.empty();
    }
  }

  /** What is pinned of a fetch in {@code meant}. */
  PinnedArguments pinnedArguments(SnapshotView meant, Map<String, String> environment) {
    return new PinnedArguments(meant, view, builds, index.named(environment));
  }

  private SnapshotView view(Clock clock) {
    return view.view(clock.instant())
        .orElseThrow(
            () ->
                OptionRefused.meaningless("no date is given", "say as of when: --date 2021-05-01"));
  }

  private Set<Wish> wishes() {
    var wishes = EnumSet.noneOf(Wish.class);
    wishes.addAll(lock.wishes());
    if (builds.withBuildRequires()) {
      wishes.add(Wish.BUILD_REQUIRES);
    }
    if (requirements.resolvesAgain()) {
      wishes.add(Wish.RESOLVE_AGAIN);
    }
    return wishes;
  }
}
