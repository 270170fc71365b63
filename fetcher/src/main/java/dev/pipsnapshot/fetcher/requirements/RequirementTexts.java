package dev.pipsnapshot.fetcher.requirements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The {@linkplain RequirementSet#texts texts} of requirements, turned back into requirements that
 * say the same, with files of other names.
 */
public final class RequirementTexts {
  /** Where a requirements file begins. */
  public static final String REQUIREMENTS_FILE = "-r {";

  /** Where a constraints file begins. */
  public static final String CONSTRAINTS_FILE = "-c {";

  /** Where a file ends. */
  public static final String END = "}";

  private final Path directory;
  private int files;

  private RequirementTexts(Path directory) {
    this.directory = directory;
  }

  /** Whether every file that begins also ends, and nothing else does. */
  public static boolean isBalanced(List<String> texts) {
    int open = 0;
    for (String text : texts) {
      switch (text) {
        case REQUIREMENTS_FILE, CONSTRAINTS_FILE -> open++;
        case END -> open--;
        default -> {
          // A line of whatever file is open.
        }
      }
      if (open < 0) {
        return false;
      }
    }
    return open == 0;
  }

  /**
   * Writes the files into {@code directory}, which is empty.
   *
   * @throws IllegalArgumentException if they are not {@linkplain #isBalanced balanced}
   */
  public static RequirementSources unfold(Path directory, List<String> texts) throws IOException {
    var unfolding = new RequirementTexts(directory);
    List<String> arguments = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    List<Path> constraints = new ArrayList<>();
    Iterator<String> rest = texts.iterator();
    while (rest.hasNext()) {
      String text = rest.next();
      switch (text) {
        case REQUIREMENTS_FILE -> files.add(unfolding.file(rest));
        case CONSTRAINTS_FILE -> constraints.add(unfolding.file(rest));
        case END -> throw new IllegalArgumentException("a file ends that did not begin");
        default -> arguments.add(text);
      }
    }
    return new RequirementSources(arguments, files, constraints);
  }

  private Path file(Iterator<String> rest) throws IOException {
    Path file = directory.resolve(++files + ".txt");
    List<String> lines = new ArrayList<>();
    List<String> included = new ArrayList<>();
    while (rest.hasNext()) {
      String text = rest.next();
      switch (text) {
        case REQUIREMENTS_FILE -> included.add("-r " + file(rest).getFileName());
        case CONSTRAINTS_FILE -> included.add("-c " + file(rest).getFileName());
        case END -> {
          Files.write(file, lines);
          return file;
        }
        default -> {
          // The line that includes files names them as they were called once.
          lines.addAll(included.isEmpty() ? List.of(text) : included);
          included.clear();
        }
      }
    }
    throw new IllegalArgumentException("a file does not end");
  }
}
