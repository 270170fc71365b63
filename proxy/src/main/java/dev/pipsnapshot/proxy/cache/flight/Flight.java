package dev.pipsnapshot.proxy.cache.flight;

import dev.pipsnapshot.proxy.cache.VerifiedArtifact;
import dev.pipsnapshot.proxy.cache.store.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One artifact on its way into the cache, as all who wait for it in this JVM see it; whether this
 * process downloads it or another does makes no difference here. Thread-safe.
 */
public final class Flight {
  /**
   * How many bytes at the end of what has come are not handed out before all is verified, so that
   * no client takes a wrong body for a whole one.
   */
  public static final long HELD_BACK = 64 << 10;

  /** How far it has come. */
  sealed interface State {
    /** Nothing can be said yet. */
    record Starting() implements State {}

    /** The first {@code readable} bytes of the attempt's file may be handed out. */
    record Arriving(Attempt attempt, long readable) implements State {}

    /** It is in the cache. */
    record Landed(VerifiedArtifact artifact, String inode) implements State {}

    /** The cache cannot keep it: everyone has to fetch it alone. */
    record Diverted() implements State {}

    /** It cannot be had. */
    record Failed(Throwable cause) implements State {}
  }

  /**
   * A state, and what goes with it. Two views are the same only if nothing changed between them.
   *
   * @param totalLength length of the whole body in bytes, once it is known
   */
  record View(State state, OptionalLong totalLength) {
    private boolean hasBytes() {
      return !(state instanceof State.Starting)
          && !(state instanceof State.Arriving arriving && arriving.readable() <= 0);
    }
  }

  // Guarded by this.
  private View view;
  private List<Runnable> waiting = new ArrayList<>();

  Flight(OptionalLong expectedLength) {
    view = new View(new State.Starting(), expectedLength);
  }

  synchronized View view() {
    return view;
  }

  /** Another attempt has begun, or this one has come further. */
  void arriving(Attempt attempt, long size, OptionalLong totalLength) {
    become(new State.Arriving(attempt, Math.max(0, size - HELD_BACK)), totalLength);
  }

  /** The same as another process sees it: nobody is woken for nothing. */
  void follow(Attempt attempt, long size) {
    var state = new State.Arriving(attempt, Math.max(0, size - HELD_BACK));
    if (!view().state().equals(state)) {
      become(state, OptionalLong.empty());
    }
  }

  void landed(VerifiedArtifact artifact, String inode) {
    become(new State.Landed(artifact, inode), OptionalLong.of(artifact.size()));
  }

  void diverted() {
    become(new State.Diverted(), OptionalLong.empty());
  }

  void failed(Throwable cause) {
    become(new State.Failed(cause), OptionalLong.empty());
  }

  /** Runs {@code action} as soon as {@code seen} is no longer how things are. */
  void afterChange(View seen, Runnable action) {
    synchronized (this) {
      if (isCurrent(seen)) {
        waiting.add(action);
        return;
      }
    }
    action.run();
  }

  /** Runs {@code action} as soon as there is something to hand out, or nothing will come. */
  void whenThereAreBytes(Runnable action) {
    View now = view();
    if (now.hasBytes()) {
      action.run();
    } else {
      afterChange(now, () -> whenThereAreBytes(action));
    }
  }

  @SuppressWarnings("ReferenceEquality")
  private boolean isCurrent(View seen) {
    return view == seen;
  }

  private void become(State state, OptionalLong totalLength) {
    List<Runnable> actions;
    synchronized (this) {
      view = new View(state, totalLength.isPresent() ? totalLength : view.totalLength());
      actions = waiting;
      waiting = new ArrayList<>();
    }
    // Outside the lock, for these look at the flight, and may take other locks.
    actions.forEach(Runnable::run);
  }
}
