package dev.pipsnapshot.fetcher.check;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.fetcher.check.PinVerdict.Broken;
import dev.pipsnapshot.fetcher.check.PinVerdict.Elsewhere;
import dev.pipsnapshot.fetcher.check.PinVerdict.Failed;
import dev.pipsnapshot.fetcher.check.PinVerdict.Holds;
import dev.pipsnapshot.fetcher.check.PinVerdict.Off;
import dev.pipsnapshot.fetcher.check.PinVerdict.Refused;
import dev.pipsnapshot.fetcher.drift.AskedIndex;
import dev.pipsnapshot.fetcher.drift.Drift;
import dev.pipsnapshot.fetcher.drift.Inventory;
import dev.pipsnapshot.fetcher.lock.Lock;
import dev.pipsnapshot.fetcher.output.ExistingOutput;
import dev.pipsnapshot.fetcher.output.ScratchDirectory;
import dev.pipsnapshot.fetcher.pin.PinEntry;
import dev.pipsnapshot.fetcher.pin.PinEntry.Pin;
import dev.pipsnapshot.fetcher.pin.PinnedPython;
import dev.pipsnapshot.fetcher.pin.PinnedRequest;
import dev.pipsnapshot.fetcher.pip.Interpreter;
import dev.pipsnapshot.fetcher.pip.Pip;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import dev.pipsnapshot.fetcher.requirements.RequirementSources;
import dev.pipsnapshot.fetcher.requirements.RequirementTexts;
import dev.pipsnapshot.fetcher.run.Fetch;
import dev.pipsnapshot.fetcher.run.FetchListener;
import dev.pipsnapshot.fetcher.run.FetchRequest;
import dev.pipsnapshot.fetcher.run.FetchRequest.Output;
import dev.pipsnapshot.fetcher.run.FetchRequest.Python;
import dev.pipsnapshot.fetcher.run.FetchRequest.Wish;
import dev.pipsnapshot.hasher.nix.NixHash;
import dev.pipsnapshot.proxy.ProxySettings;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Fetches again what was pinned, asking pip, and compares. For one thread; closing it from another
 * ends the fetch under way and leaves nothing behind.
 */
public final class PinCheck implements AutoCloseable {
  private final Pythons pythons;
  private final Optional<Lock> lock;
  private final IndexBehind index;
  private final Map<String, String> environment;
  private final Clock clock;
  private final FetchListener listener;
  private final AtomicReference<@Nullable Fetch> running = new AtomicReference<>();
  private volatile boolean closed;

  /** Chooses the proxy's settings for the view and the indexes of a pin. */
  @FunctionalInterface
  public interface IndexBehind {
    /** An own proxy that shows {@code view} of {@code upstreams}. */
    ProxySettings settings(SnapshotView view, Upstreams upstreams);
  }

  /**
   * A check that has not begun.
   *
   * @param lock what is known of the files of one of the pins
   */
  public PinCheck(
      Pythons pythons,
      Optional<Lock> lock,
      IndexBehind index,
      Map<String, String> environment,
      Clock clock,
      FetchListener listener) {
    this.pythons = pythons;
    this.lock = lock;
    this.index = index;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Checks one entry of a pin file.
   *
   * @throws InterruptedException if this was closed meanwhile
   */
  public PinVerdict check(PinEntry entry) throws IOException, InterruptedException {
    if (entry instanceof PinEntry.Broken broken) {
      return new Broken(broken.key(), broken.reason());
    }
    var pin = (Pin) entry;
    PinnedPython wanted = pin.inputs().python();
    Interpreter interpreter = pythons.find(wanted);
    PinnedPython found = PinnedPython.of(interpreter, wanted.pip());
    if (!found.platform().equals(wanted.platform())) {
      return new Elsewhere(pin.key(), wanted.platform());
    }
    if (!found.equals(wanted)) {
      return new Refused(
          pin.key(),
          "it needs %s, and %s is %s"
              .formatted(wanted.displayName(), interpreter.executable(), found.displayName()));
    }
    try (var scratch = ScratchDirectory.create()) {
      Inventory files = fetch(pin.inputs().request(), wanted, interpreter, scratch.path());
      NixHash hash = files.resolution().orElseThrow().hash();
      return hash.equals(pin.hash())
          ? new Holds(pin.key(), hash)
          : new Off(pin.key(), pin.hash(), hash, drift(pin, files));
    } catch (RuntimeException e) {
      if (e instanceof Diagnosed diagnosed) {
        return new Failed(pin.key(), diagnosed.diagnostic());
      }
      throw e;
    }
  }

  private Inventory fetch(
      PinnedRequest pinned, PinnedPython python, Interpreter interpreter, Path scratch)
      throws IOException, InterruptedException {
    RequirementSources sources =
        RequirementTexts.unfold(
            Files.createDirectory(scratch.resolve("requirements")), pinned.requirements());
    var request =
        new FetchRequest(
            sources,
            pinned.options(),
            new Python(interpreter.executable().toString(), pip(interpreter, python.pip())),
            index.settings(pinned.view().at(clock.instant()), pinned.index().upstreams()),
            pinned.view().buildCutoff(clock.instant()),
            new Output(scratch.resolve("files"), ExistingOutput.REFUSE, Optional.empty()),
            pinned.directHosts(),
            wishes(pinned),
            Optional.of(pinned));
    try (var fetch = new Fetch(request, environment, clock, listener)) {
      running.set(fetch);
      if (closed) {
        throw new InterruptedException("closed");
      }
      fetch.run();
      // Files have other names here, which the texts of what includes them give away.
      return fetch.inventory().orElseThrow().askedFor(pinned.requirements());
    } finally {
      running.set(null);
    }
  }

  private Optional<Drift> drift(Pin pin, Inventory files) {
    Optional<Lock> known =
        lock.filter(
            of -> of.resolution().filter(decided -> decided.hash().equals(pin.hash())).isPresent());
    if (known.isEmpty()) {
      return Optional.empty();
    }
    try (var fate =
        new AskedIndex(
            files.resolution().orElseThrow().view(),
            view -> index.settings(view, pin.inputs().request().index().upstreams()),
            environment,
            clock)) {
      return Optional.of(Drift.between(Inventory.of(known.get()), files, fate));
    }
  }

  private static Set<Wish> wishes(PinnedRequest pinned) {
    var wishes = EnumSet.of(Wish.RESOLVE_AGAIN);
    if (pinned.buildRequires()) {
      wishes.add(Wish.BUILD_REQUIRES);
    }
    return wishes;
  }

  /** The pip that the interpreter has, if it is the one; else one to be fetched. */
  private static Optional<PipVersion> pip(Interpreter interpreter, PipVersion wanted) {
    return interpreter.pip().map(Pip.Installed::version).filter(wanted::equals).isPresent()
        ? Optional.empty()
        : Optional.of(wanted);
  }

  @Override
  public void close() {
    closed = true;
    Fetch fetch = running.get();
    if (fetch != null) {
      fetch.close();
    }
  }
}
