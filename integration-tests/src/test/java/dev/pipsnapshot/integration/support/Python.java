package dev.pipsnapshot.integration.support;

import java.nio.file.Path;

/** The machine's Python. */
public final class Python {
  private Python() {}

  /** The interpreter behind {@code python3}, past any shim that would need more environment. */
  public static Path executable() {
    return Resolved.EXECUTABLE;
  }

  private static final class Resolved {
    static final Path EXECUTABLE =
        Path.of(
            ExternalCommand.inOwnEnvironment(
                    RequiredTool.onPath("python3"), "-c", "import sys; print(sys.executable)")
                .run()
                .assertSucceeded()
                .stdout()
                .strip());
  }
}
