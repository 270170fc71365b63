package dev.pipsnapshot.hasher.cli;

import dev.pipsnapshot.cli.OptionVariables;
import dev.pipsnapshot.cli.OutputFailedException;
import dev.pipsnapshot.hasher.nar.NarHash;
import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import dev.pipsnapshot.hasher.nix.HashFormat;
import dev.pipsnapshot.hasher.nix.NixHash;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/**
 * The command lines of every day, paths with or without a {@code --format}, run without picocli:
 * building its model takes longer than hashing a small directory does. Does what {@link
 * SnapshotHashCommand} does for them, and leaves whatever else there is, mistakes above all, to it.
 */
record PlainHashing(List<Path> paths, HashFormat format) {
  private static final String FORMAT = "--format";

  /** What these arguments ask for; empty if that takes more than this class knows. */
  static Optional<PlainHashing> of(String[] arguments, Map<String, String> environment) {
    if (OptionVariables.areIn(environment)) {
      return Optional.empty();
    }
    var converter = new PathArgument();
    List<Path> paths = new ArrayList<>();
    Optional<HashFormat> format = Optional.empty();
    Iterator<String> words = List.of(arguments).iterator();
    while (words.hasNext()) {
      String word = words.next();
      if (word.equals(FORMAT) && format.isEmpty() && words.hasNext()) {
        format = HashFormat.named(words.next());
        if (format.isEmpty()) {
          return Optional.empty();
        }
      } else if (word.startsWith("-")) {
        return Optional.empty();
      } else {
        try {
          paths.add(converter.convert(word));
        } catch (TypeConversionException e) {
          return Optional.empty();
        }
      }
    }
    return paths.isEmpty()
        ? Optional.empty()
        : Optional.of(new PlainHashing(paths, format.orElse(HashFormat.SRI)));
  }

  /**
   * Hashes all the paths, then prints a line for each.
   *
   * @throws IOException if one of them has no archive or {@code out} fails
   */
  void print(PrintStream out) throws IOException {
    List<NixHash> hashes = new ArrayList<>();
    for (Path path : paths) {
      hashes.add(NarHash.of(path, HashAlgorithm.SHA256).hash());
    }
    for (NixHash hash : hashes) {
      out.println(hash.format(format));
    }
    OutputFailedException.requireWritten(out);
  }
}
