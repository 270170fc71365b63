package dev.pipsnapshot.fetcher.requirements;

import dev.pipsnapshot.diagnostics.IoReason;
import dev.pipsnapshot.fetcher.failure.RequirementsUnreadable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a requirements file into the lines that pip would act on. */
public final class RequirementsFile {
  /** Far beyond any real file; a device or a runaway generator is not read to its end. */
  private static final int MAX_BYTES = 16 << 20;

  private static final Pattern COMMENT = Pattern.compile("(^|\\s+)#.*$");
  private static final Pattern COMMENT_LINE = Pattern.compile("\\s*#.*");

  /** Where Python's str.splitlines, and so pip, begins a line, and hardly anything else does. */
  private static final Pattern HIDDEN_LINE_END =
      Pattern.compile("[\\x0B\\f\\x1C-\\x1E\\x85\\u2028\\u2029]");

  private static final Pattern CODING =
      Pattern.compile("^#.*coding[:=]\\s*([-\\w.]+)", Pattern.MULTILINE);

  /** What paths make of one, which is below the working directory then. */
  private static final Pattern URL = Pattern.compile("(?i)(?:^|/)(?:https?|ftp|file):/");

  private static final int CODING_LINES = 2;

  private RequirementsFile() {}

  /**
   * The logical lines of {@code file}.
   *
   * @throws RequirementsUnreadable if it cannot be read, or is not text
   */
  static List<LogicalLine> read(Path file) {
    return logicalLines(file.toString(), content(file));
  }

  /** All of its text. */
  static String content(Path file) {
    return decode(file, bytes(file));
  }

  /** The text of each line of {@link #read}. */
  public static List<String> texts(Path file) {
    return read(file).stream().map(LogicalLine::text).toList();
  }

  static List<LogicalLine> logicalLines(String name, String content) {
    List<LogicalLine> logical = new ArrayList<>();
    var pending = new StringBuilder();
    int firstNumber = 0;
    int number = 0;
    for (String line : content.lines().toList()) {
      number++;
      requireWhole(name, number, line);
      boolean comment = COMMENT_LINE.matcher(line).matches();
      if (pending.isEmpty()) {
        firstNumber = number;
      }
      // As pip: a comment ends a continuation, and its own backslash continues nothing.
      if (line.endsWith("\\") && !comment) {
        pending.append(line, 0, line.length() - 1);
        continue;
      }
      pending.append(comment ? " " + line : line);
      add(logical, name, firstNumber, pending);
      pending.setLength(0);
    }
    add(logical, name, firstNumber, pending);
    return logical;
  }

  private static void requireWhole(String name, int number, String line) {
    Matcher hidden = HIDDEN_LINE_END.matcher(line);
    if (hidden.find()) {
      throw RequirementsUnreadable.hiddenLineEnd(where(name, number), hidden.group().charAt(0));
    }
  }

  private static String where(String name, int number) {
    return name + ", line " + number;
  }

  private static void add(List<LogicalLine> logical, String name, int number, CharSequence joined) {
    String text = COMMENT.matcher(joined).replaceFirst("").strip();
    if (!text.isEmpty()) {
      logical.add(new LogicalLine(where(name, number), text));
    }
  }

  private static byte[] bytes(Path file) {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw RequirementsUnreadable.of(file, "it is larger than 16 MiB", null);
      }
      return bytes;
    } catch (IOException e) {
      throw RequirementsUnreadable.of(file, why(file, e), e);
    }
  }

  private static String why(Path file, IOException failure) {
    if (URL.matcher(file.toString()).find()) {
      return "it is a URL, and no date holds for what is there; download it, and name the file";
    }
    if (Files.isDirectory(file)) {
      return "it is a directory";
    }
    return Files.exists(file) ? IoReason.of(failure) : "there is no such file";
  }

  private static String decode(Path file, byte[] bytes) {
    ByteOrderMark mark = ByteOrderMark.of(bytes);
    Charset charset = mark == ByteOrderMark.NONE ? declared(file, bytes) : mark.charset();
    try {
      return charset
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, mark.length(), bytes.length - mark.length()))
          .toString();
    } catch (CharacterCodingException e) {
      throw RequirementsUnreadable.of(file, "it is not " + charset + " text", e);
    }
  }

  private static Charset declared(Path file, byte[] bytes) {
    String head =
        new String(bytes, StandardCharsets.ISO_8859_1)
            .lines()
            .limit(CODING_LINES)
            .reduce("", (first, second) -> first + "\n" + second);
    Matcher coding = CODING.matcher(head);
    if (!coding.find()) {
      return StandardCharsets.UTF_8;
    }
    // Python takes latin-1 and latin_1 for latin1; Java knows only the last.
    return Stream.of(coding.group(1), coding.group(1).replaceAll("[-_]", ""))
        .filter(RequirementsFile::isCharset)
        .findFirst()
        .map(Charset::forName)
        .orElseThrow(
            () ->
                RequirementsUnreadable.of(
                    file, "its encoding '" + coding.group(1) + "' is unknown", null));
  }

  private static boolean isCharset(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalCharsetNameException e) {
      return false;
    }
  }
}
