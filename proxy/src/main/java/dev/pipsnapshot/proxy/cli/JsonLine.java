package dev.pipsnapshot.proxy.cli;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** The few kinds of JSON (RFC 8259) that a command's result consists of, on one line. */
final class JsonLine {
  private JsonLine() {}

  /**
   * Writes a map with text keys, a collection, a text or an integer.
   *
   * @throws IllegalArgumentException if {@code value} is or contains anything else
   */
  static String of(Object value) {
    if (value instanceof Map<?, ?> members) {
      return members.entrySet().stream()
          .map(member -> quoted(String.valueOf(member.getKey())) + ":" + of(member.getValue()))
          .collect(joining(",", "{", "}"));
    }
    if (value instanceof Collection<?> elements) {
      return elements.stream().map(JsonLine::of).collect(joining(",", "[", "]"));
    }
    if (value instanceof String text) {
      return quoted(text);
    }
    if (value instanceof Long || value instanceof Integer) {
      return value.toString();
    }
    throw new IllegalArgumentException("not written as JSON here: " + value.getClass());
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
