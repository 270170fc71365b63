package dev.pipsnapshot.fetcher.check;

import dev.pipsnapshot.fetcher.failure.InterpreterUnusable;
import dev.pipsnapshot.fetcher.pin.PinnedPython;
import dev.pipsnapshot.fetcher.pip.Interpreter;
import dev.pipsnapshot.fetcher.pip.InterpreterProbe;
import java.util.HashMap;
import java.util.Map;

/** The Pythons that pins can be checked with. For one thread. */
public final class Pythons {
  private final String executable;
  private final Choice choice;
  private final Map<String, Interpreter> probed = new HashMap<>();

  /** Which Pythons there are to choose from. */
  public enum Choice {
    /** The given one alone. */
    GIVEN,
    /** The given one, and those that are called {@code python3.11} and the like. */
    BY_VERSION
  }

  /** Pythons of which this is the first choice. */
  public Pythons(String executable, Choice choice) {
    this.executable = executable;
    this.choice = choice;
  }

  /**
   * The Python that is asked for, or the first choice where there is none.
   *
   * @throws InterpreterUnusable if that is no Python
   */
  Interpreter find(PinnedPython wanted) {
    Interpreter first = probe(executable);
    if (choice == Choice.GIVEN || is(first, wanted)) {
      return first;
    }
    try {
      Interpreter other = probe("python" + wanted.version());
      return is(other, wanted) ? other : first;
    } catch (InterpreterUnusable e) {
      return first;
    }
  }

  private static boolean is(Interpreter interpreter, PinnedPython wanted) {
    return PinnedPython.of(interpreter, wanted.pip()).equals(wanted);
  }

  private Interpreter probe(String name) {
    return probed.computeIfAbsent(name, InterpreterProbe::probe);
  }
}
