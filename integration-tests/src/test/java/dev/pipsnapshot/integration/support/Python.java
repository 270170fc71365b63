package dev.pipsnapshot.integration.support;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** The Pythons of the machine. */
public final class Python {
  /** The oldest to look for. */
  private static final int OLDEST = 9;

  private static final Map<Integer, Optional<Path>> OLDER = new ConcurrentHashMap<>();

  private Python() {}

  /** The interpreter behind {@code python3}, past any shim that would need more environment. */
  public static Path executable() {
    return Resolved.MACHINE.executable();
  }

  /**
   * That interpreter if it is no newer than Python 3.{@code minor}, or else the newest such on the
   * {@code PATH}.
   */
  static Optional<Path> upTo(int minor) {
    return Resolved.MACHINE.minor() <= minor
        ? Optional.of(executable())
        : OLDER.computeIfAbsent(minor, Python::olderUpTo);
  }

  private static Optional<Path> olderUpTo(int minor) {
    return IntStream.iterate(minor, older -> older >= OLDEST, older -> older - 1)
        .mapToObj(older -> RequiredTool.find("python3." + older))
        .flatMap(Optional::stream)
        .map(Python::ask)
        // A shim is there for each version that is, and fails unless that is switched on.
        .filter(answer -> answer.exitCode() == 0)
        .map(answer -> Interpreter.parse(answer.stdout()).executable())
        .findFirst();
  }

  private static ProcessOutcome ask(Path python) {
    return ExternalCommand.inOwnEnvironment(python, "-c")
        .with("import sys; print(sys.version_info[1], sys.executable)")
        .run();
  }

  private record Interpreter(int minor, Path executable) {
    static Interpreter parse(String answer) {
      String[] parts = answer.strip().split(" ", 2);
      return new Interpreter(Integer.parseInt(parts[0]), Path.of(parts[1]));
    }
  }

  private static final class Resolved {
    static final Interpreter MACHINE =
        Interpreter.parse(ask(RequiredTool.onPath("python3")).assertSucceeded().stdout());
  }
}
