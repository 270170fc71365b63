package dev.pipsnapshot.fetcher.requirements;

import dev.pipsnapshot.fetcher.failure.RequirementsUnreadable;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A command line that stands in a file.
 *
 * @param where file and line, for messages
 * @param words as a shell splits it, without the command's name
 */
public record ArgumentLine(String where, List<String> words) {
  /** What a shell puts something else in place of, and a character that no argument has. */
  private static final Pattern REPLACED = Pattern.compile("[$`\\x00]");

  public ArgumentLine {
    words = List.copyOf(words);
  }

  /**
   * The lines of {@code file}: a backslash at the end continues one, {@code #} begins a comment.
   *
   * @throws RequirementsUnreadable if it cannot be read, or a line would need a shell
   */
  public static List<ArgumentLine> read(Path file) {
    return RequirementsFile.read(file).stream().map(ArgumentLine::of).toList();
  }

  private static ArgumentLine of(LogicalLine line) {
    if (REPLACED.matcher(line.text()).find()) {
      throw RequirementsUnreadable.line(
          line.where(), line.shown(), "needs a shell, and none is asked; write the value itself");
    }
    return new ArgumentLine(line.where(), ShellWords.quoted(line, line.text()));
  }
}
