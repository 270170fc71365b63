package dev.pipsnapshot.fetcher.lock;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Locks that other tools wrote; see the README beside them. */
final class ForeignLocks {
  private ForeignLocks() {}

  /** A copy of one of them. */
  static Path copy(String name, Path directory) throws IOException {
    try (var in = ForeignLocks.class.getResourceAsStream("foreign/" + name)) {
      return Files.write(directory.resolve(name), requireNonNull(in, name).readAllBytes());
    }
  }
}
