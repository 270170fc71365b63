package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.fetcher.failure.OptionRefused;
import dev.pipsnapshot.fetcher.failure.OutputUnusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory that is to appear, which holds pip's files and nothing else. */
record PipsDirectory(Path path) {

  /**
   * Makes sure that a file which an option names is no part of the directory, also by way of links.
   *
   * @param what it is, such as {@code the lock}
   * @throws OptionRefused if it is a part
   */
  void requireOutside(String what, Path file, String option) {
    // By its name too: a link in the directory goes when the directory is replaced.
    if (absolute(file).startsWith(absolute(path)) || real(file).startsWith(real(path))) {
      throw OptionRefused.meaningless(
          what + " is no part of " + path + ", which holds pip's files and nothing else",
          "name a file elsewhere with " + option);
    }
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** Where it is, or will be: links are followed as far as there is something. */
  private static Path real(Path path) {
    Path absolute = absolute(path);
    Path there = absolute;
    Path parent = there.getParent();
    while (parent != null && !Files.exists(there)) {
      there = parent;
      parent = there.getParent();
    }
    try {
      return there.toRealPath().resolve(there.relativize(absolute)).normalize();
    } catch (IOException e) {
      throw OutputUnusable.failed(path, e);
    }
  }
}
