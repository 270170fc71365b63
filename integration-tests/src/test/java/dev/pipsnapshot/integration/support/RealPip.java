package dev.pipsnapshot.integration.support;

import java.net.URI;
import java.nio.file.Path;

/**
 * A pip of a chosen version, run from its unpacked wheel in an environment that knows nothing of
 * this machine's pip settings.
 */
public final class RealPip {
  /** The newest. */
  public static final PipRelease NEW = PipRelease.V26_3;

  private final PipRelease release;
  private final Path python;
  private final Path folder;

  private RealPip(PipRelease release) {
    this.release = release;
    this.python = release.python();
    this.folder = ToolCache.unpacked("pip", release.version());
  }

  /** The pip of this release. */
  public static RealPip of(PipRelease release) {
    return new RealPip(release);
  }

  /** {@code pip download --dest dest --index-url index}, with more words to follow. */
  public ExternalCommand download(URI index, Path dest, Object... words) {
    return command(index, "download").with("--dest", dest).with(words);
  }

  /** Any command of pip that takes an index. */
  public ExternalCommand command(URI index, String name) {
    return ExternalCommand.of(python, folder.resolve("pip"), name)
        .with("--no-cache-dir", "--disable-pip-version-check", "--no-input")
        .with("--index-url", index)
        .env("PIP_INDEX_URL", index)
        .env("PIP_CONFIG_FILE", "/dev/null");
  }

  @Override
  public String toString() {
    return release.toString();
  }
}
