package dev.pipsnapshot.integration.support;

import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A pip of a chosen version, run from its unpacked wheel in an environment that knows nothing of
 * this machine's pip settings.
 */
public final class RealPip {
  /** From before JSON pages, PEP 658 and the newer resolver's fixes. */
  public static final String OLD = "20.3.4";

  /** The newest at the time of writing; reads times from JSON pages. */
  public static final String NEW = "26.3";

  private final String version;
  private final Path folder;

  private RealPip(String version, Path folder) {
    this.version = version;
    this.folder = folder;
  }

  /** The pip of this version. */
  public static RealPip of(String version) {
    return new RealPip(version, ToolCache.unpacked("pip", version));
  }

  /** One pip for each way in which pips differ, oldest first; for parameterized tests. */
  public static Stream<String> versions() {
    return Stream.of(OLD, "22.3", "23.0.1", NEW);
  }

  /** The wheel of this version, as the real index has it. */
  public Path wheel() {
    return ToolCache.wheel("pip", version);
  }

  /** {@code pip download --dest dest --index-url index}, with more words to follow. */
  public ExternalCommand download(URI index, Path dest, Object... words) {
    return command(index, "download").with("--dest", dest).with(words);
  }

  /** Any command of pip that takes an index. */
  public ExternalCommand command(URI index, String name) {
    return ExternalCommand.of(Python.executable(), folder.resolve("pip"), name)
        .with("--no-cache-dir", "--disable-pip-version-check", "--no-input")
        .with("--index-url", index)
        .env("PIP_INDEX_URL", index)
        .env("PIP_CONFIG_FILE", "/dev/null");
  }

  @Override
  public String toString() {
    return "pip " + version;
  }
}
