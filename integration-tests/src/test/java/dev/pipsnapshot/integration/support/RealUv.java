package dev.pipsnapshot.integration.support;

import java.net.URI;
import java.nio.file.Path;

/** A uv of a fixed version, which knows nothing of this machine's settings. */
public final class RealUv {
  private static final String VERSION = "0.13.9";

  private final Path executable;

  private RealUv(Path executable) {
    this.executable = executable;
  }

  /** The uv of the tests. */
  public static RealUv get() {
    return new RealUv(ToolCache.executable("uv", VERSION));
  }

  /** {@code uv pip install --target dest}, with more words to follow. */
  public ExternalCommand install(URI index, Path dest, Object... words) {
    return pip(index, "install").with("--target", dest).with(words);
  }

  /** A command on the project in a directory, such as {@code lock}, with more words to follow. */
  public ExternalCommand inProject(URI index, Path project, String name, Object... words) {
    return ExternalCommand.of(executable, name)
        .with("--project", project, "--no-config", "--no-cache", "--default-index", index)
        .with("--python", Python.executable())
        .with(words);
  }

  /** A command of {@code uv pip} that takes an index. */
  public ExternalCommand pip(URI index, String name) {
    return ExternalCommand.of(executable, "pip", name)
        .with("--no-config", "--no-cache", "--python", Python.executable())
        .with("--default-index", index);
  }
}
