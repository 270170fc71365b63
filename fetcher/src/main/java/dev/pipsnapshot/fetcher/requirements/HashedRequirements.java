package dev.pipsnapshot.fetcher.requirements;

import dev.pipsnapshot.hasher.Sha256;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A requirements file that locks: every requirement has hashes, and names a version or a URL. What
 * it says of indexes is passed over, for a hash says which file is meant wherever that is.
 *
 * @param requirements in the file's order
 * @param formats its options that say which kinds of file may be taken, such as {@code
 *     --only-binary=:all:}
 * @param faults of what cannot be used, each a sentence with its place
 */
public record HashedRequirements(
    List<HashedRequirement> requirements, List<String> formats, List<String> faults) {
  private static final String SHA256 = "sha256:";

  public HashedRequirements {
    requirements = List.copyOf(requirements);
    formats = List.copyOf(formats);
    faults = List.copyOf(faults);
  }

  /**
   * Reads {@code file}.
   *
   * @throws dev.pipsnapshot.fetcher.failure.RequirementsUnreadable if it is no requirements file
   */
  public static HashedRequirements read(Path file) {
    return of(RequirementsFile.read(file));
  }

  static HashedRequirements of(List<LogicalLine> lines) {
    var reading = new Reading();
    lines.forEach(reading::line);
    return new HashedRequirements(reading.requirements, reading.formats, reading.faults);
  }

  private static final class Reading {
    private final List<HashedRequirement> requirements = new ArrayList<>();
    private final List<String> formats = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private void line(LogicalLine line) {
      try {
        add(line);
      } catch (IllegalArgumentException e) {
        faults.add(line.where() + ": '" + line.shown() + "' " + e.getMessage());
      }
    }

    private void add(LogicalLine line) {
      List<String> words = ShellWords.split(line);
      int options = 0;
      while (options < words.size() && !words.get(options).startsWith("-")) {
        options++;
      }
      String text = String.join(" ", words.subList(0, options));
      SortedSet<Sha256> digests = new TreeSet<>();
      for (int i = options; i < words.size(); i++) {
        if (words.get(i).startsWith("-")) {
          option(words.get(i), i + 1 < words.size() ? words.get(i + 1) : "", digests);
        }
      }
      if (!text.isEmpty()) {
        requirements.add(HashedRequirement.parse(text, digests));
      }
    }

    private void option(String token, String next, SortedSet<Sha256> digests) {
      Optional<FileOption> option = FileOption.of(token);
      if (option.isEmpty()) {
        throw new IllegalArgumentException("has an unknown option");
      }
      String value = OptionValue.of(token, next);
      switch (option.get().effect()) {
        case INCLUDES, CONSTRAINS -> throw new IllegalArgumentException("names another file");
        case NAMES_A_PLACE -> throw new IllegalArgumentException("names no file with a hash");
        case ALLOWS_FORMATS -> formats.add(option.get().longName() + "=" + value);
        case NAMES_THE_INDEX, LEAVES_THE_VIEW, SELECTS -> {
          if (option.get() == FileOption.HASH && value.startsWith(SHA256)) {
            String hex = value.substring(SHA256.length());
            if (!Sha256.isValid(hex)) {
              throw new IllegalArgumentException("has a sha256 that is none");
            }
            digests.add(Sha256.parse(hex));
          }
        }
      }
    }
  }
}
