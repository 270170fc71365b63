package dev.pipsnapshot.fetcher.pip;

import java.nio.file.Path;
import java.util.List;

/** A pip that can be run. */
public sealed interface Pip {
  /** Its version. */
  PipVersion version();

  /** The arguments to Python that run it, before its own. */
  List<String> launch();

  /** What to put on Python's path to import it. */
  Path importPath();

  /**
   * The pip that the interpreter has.
   *
   * @param location the directory of the package {@code pip}
   */
  record Installed(PipVersion version, Path location) implements Pip {
    @Override
    public List<String> launch() {
      return List.of("-m", "pip");
    }

    @Override
    public Path importPath() {
      Path parent = location.getParent();
      return parent == null ? location : parent;
    }
  }

  /**
   * A pip that is run from its wheel, without being installed.
   *
   * @param content what the wheel holds, unpacked
   */
  record FromWheel(PipVersion version, Path content) implements Pip {
    @Override
    public List<String> launch() {
      return List.of(content.resolve("pip").toString());
    }

    @Override
    public Path importPath() {
      return content;
    }
  }
}
