package dev.pipsnapshot.cli;

import java.util.List;

/** A text in the man macros of troff, in ASCII, the same wherever it is made. */
final class Troff {
  private static final int LINE = 78;

  private final StringBuilder text = new StringBuilder();

  /** A macro with arguments, where a hyphen is one, in dates too. */
  Troff macro(String name, String... arguments) {
    text.append('.').append(name);
    for (String argument : arguments) {
      text.append(" \"").append(escape(argument).replace("\\-", "-")).append('"');
    }
    text.append('\n');
    return this;
  }

  /**
   * Words that are filled into lines; what {@link #bold} and {@link #italic} gave may be in them.
   */
  Troff filled(String marked) {
    int column = 0;
    for (String word : marked.strip().split("\\s+", -1)) {
      if (column > 0 && column + 1 + word.length() > LINE) {
        text.append('\n');
        column = 0;
      }
      String next = column > 0 ? " " + word : protectedStart(word);
      text.append(next);
      column += next.length();
    }
    text.append('\n');
    return this;
  }

  /** A term, marked up, and what there is to say of it. */
  Troff item(String marked, String words) {
    macro("TP");
    text.append(protectedStart(marked)).append('\n');
    return filled(escape(words));
  }

  /** Lines that stay as they are. */
  Troff verbatim(List<String> lines) {
    macro("nf");
    for (String line : lines) {
      text.append(protectedStart(escape(line))).append('\n');
    }
    return macro("fi");
  }

  static String bold(String words) {
    return "\\fB" + escape(words) + "\\fR";
  }

  static String italic(String words) {
    return "\\fI" + escape(words) + "\\fR";
  }

  /** Readers copy from a page: quotes, hyphens and tildes are to arrive as those of ASCII. */
  static String escape(String words) {
    var escaped = new StringBuilder();
    words
        .codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '\'' -> escaped.append("\\(aq");
                case '"' -> escaped.append("\\(dq");
                case '`' -> escaped.append("\\(ga");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                default -> {
                  if (point < 0x80) {
                    escaped.appendCodePoint(point);
                  } else {
                    escaped.append("\\[u%04X]".formatted(point));
                  }
                }
              }
            });
    return escaped.toString();
  }

  /** A line that begins with a dot would be a macro, and an empty one is bad style. */
  private static String protectedStart(String line) {
    return line.isEmpty() || line.startsWith(".") ? "\\&" + line : line;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
