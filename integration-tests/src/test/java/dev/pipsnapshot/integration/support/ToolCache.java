package dev.pipsnapshot.integration.support;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.dist.DistributionFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tools from the real index, fetched once by the machine's own pip with the machine's own settings
 * and kept between runs in the user's cache directory.
 */
final class ToolCache {
  private ToolCache() {}

  /** The wheel of one version of a project. */
  static Path wheel(String project, String version) {
    return alone(() -> ourWheel(project, version));
  }

  /** A wheel unpacked and compiled, for a program that would start slowly from the archive. */
  static Path unpacked(String project, String version) {
    return alone(() -> ourUnpacked(project, version));
  }

  /** An executable that a wheel installs, in a directory of its own: not each Python has venv. */
  static Path executable(String project, String version) {
    return alone(() -> ourExecutable(project, version));
  }

  /** What a list of pinned requirements installs, in a directory for {@code PYTHONPATH}. */
  static Path modules(String list) {
    return alone(() -> ourModules(list));
  }

  /** Without another thread or process at the same work. */
  private static synchronized Path alone(Supplier<Path> work) {
    try {
      Path lock = Files.createDirectories(root()).resolve("lock");
      try (FileChannel channel = FileChannel.open(lock, CREATE, WRITE);
          FileLock held = channel.lock()) {
        assertThat(held.isValid()).isTrue();
        return work.get();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path ourWheel(String project, String version) {
    Path folder = root().resolve("wheels");
    return find(folder, project, version)
        .orElseGet(
            () -> {
              download(project, version, folder);
              return find(folder, project, version)
                  .orElseThrow(
                      () -> RequiredTool.missing("no wheel of " + project + " " + version));
            });
  }

  private static Path ourUnpacked(String project, String version) {
    Path folder = root().resolve(project + "-" + version);
    if (!Files.isDirectory(folder)) {
      Path wheel = ourWheel(project, version);
      try {
        Path arriving = Files.createTempDirectory(root(), "arriving");
        python("-m", "zipfile", "-e", wheel, arriving);
        // Old pips hold Python 2 code that they never import; it does not compile, and need not.
        ExternalCommand.of(Python.executable(), "-m", "compileall", "-q", arriving).run();
        Files.move(arriving, folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return folder;
  }

  private static Path ourExecutable(String project, String version) {
    Path folder = root().resolve(project + "-" + version);
    Path executable = folder.resolve("bin").resolve(project);
    if (!Files.isExecutable(executable)) {
      Path wheel = ourWheel(project, version);
      ExternalCommand.of(Python.executable(), "-m", "pip", "install", "--no-index", "--no-deps")
          .with("--upgrade", "--target", folder, wheel)
          .env("PIP_CONFIG_FILE", "/dev/null")
          .run()
          .assertSucceeded();
    }
    return executable;
  }

  private static Path ourModules(String list) {
    try (var in = ToolCache.class.getResourceAsStream(list)) {
      byte[] pins = requireNonNull(in, list).readAllBytes();
      Path folder = root().resolve(list + "-" + DistributionFile.sha256(pins));
      if (!Files.isDirectory(folder)) {
        Path arriving = Files.createTempDirectory(root(), "arriving");
        Path file = Files.write(arriving.resolve("pins.txt"), pins);
        var outcome =
            ExternalCommand.inOwnEnvironment(Python.executable(), "-m", "pip", "install")
                .with("--quiet", "--no-deps", "--only-binary", ":all:")
                .with("--target", arriving.resolve("modules"), "--requirement", file)
                .run();
        if (outcome.exitCode() != 0) {
          throw RequiredTool.missing("cannot install " + list + ":\n" + outcome.output());
        }
        Files.move(arriving.resolve("modules"), folder);
        Files.delete(file);
        Files.delete(arriving);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void python(Object... words) {
    ExternalCommand.of(Python.executable()).with(words).run().assertSucceeded();
  }

  private static Optional<Path> find(Path folder, String project, String version) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(project + "-" + version + "-"))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Downloads beside the folder and moves in, for another run may be doing the same. */
  private static void download(String project, String version, Path folder) {
    try {
      Files.createDirectories(folder);
      Path arriving = Files.createTempDirectory(root(), "arriving");
      var outcome =
          ExternalCommand.inOwnEnvironment(Python.executable(), "-m", "pip", "download")
              .with("--quiet", "--no-deps", "--only-binary", ":all:", "--dest", arriving)
              .with(project + "==" + version)
              .run();
      for (Path file : list(arriving)) {
        Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
      Files.delete(arriving);
      if (outcome.exitCode() != 0) {
        throw RequiredTool.missing(
            "cannot download " + project + " " + version + ":\n" + outcome.output());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static Path root() {
    String configured = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path caches =
        configured.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    return caches.resolve("pip-snapshot-tests");
  }
}
