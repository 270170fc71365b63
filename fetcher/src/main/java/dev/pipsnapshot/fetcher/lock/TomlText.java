package dev.pipsnapshot.fetcher.lock;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * TOML being written, line by line, in the part of TOML 1.0 that every reader knows: basic strings,
 * inline tables and short arrays on one line, line feeds.
 */
final class TomlText {
  private static final int FIRST_PRINTABLE = 0x20;
  private static final int DELETE = 0x7f;
  private static final Instant YEAR_ONE = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant YEAR_TEN_THOUSAND = Instant.parse("+10000-01-01T00:00:00Z");

  private final StringBuilder text = new StringBuilder();

  /** Starts {@code [name]}. */
  TomlText table(String name) {
    return header("[" + name + "]");
  }

  /** Starts one more of {@code [[name]]}. */
  TomlText element(String name) {
    return header("[[" + name + "]]");
  }

  TomlText string(String key, String value) {
    return line(key, quoted(value));
  }

  TomlText string(String key, Optional<String> value) {
    value.ifPresent(present -> string(key, present));
    return this;
  }

  TomlText integer(String key, long value) {
    return line(key, String.valueOf(value));
  }

  /** Leaves out what TOML, whose years have four digits, cannot say. */
  TomlText time(String key, Instant value) {
    return value.isBefore(YEAR_ONE) || !value.isBefore(YEAR_TEN_THOUSAND)
        ? this
        : line(key, value.toString());
  }

  /** One value in a line: lists grow, and are read as differences. */
  TomlText strings(String key, List<String> values) {
    if (values.isEmpty()) {
      return line(key, "[]");
    }
    return array(key, values.stream().map(TomlText::quoted));
  }

  /** {@code key = { inner = "value" }}. */
  TomlText inline(String key, String inner, String value) {
    return line(key, inline(inner, value));
  }

  /** Such tables, one in a line. */
  TomlText tables(String key, String inner, List<String> values) {
    return values.isEmpty()
        ? line(key, "[]")
        : array(key, values.stream().map(value -> inline(inner, value)));
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private TomlText header(String header) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    text.append(header).append('\n');
    return this;
  }

  private TomlText array(String key, Stream<String> values) {
    return line(
        key, values.map(value -> "  " + value + ",\n").collect(Collectors.joining("", "[\n", "]")));
  }

  private static String inline(String inner, String value) {
    return "{ " + inner + " = " + quoted(value) + " }";
  }

  private TomlText line(String key, String value) {
    text.append(key).append(" = ").append(value).append('\n');
    return this;
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(
            point -> {
              if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
              } else if (isUnprintable(point)) {
                quoted.append("\\u%04X".formatted(point));
              } else {
                quoted.appendCodePoint(point);
              }
            });
    return quoted.append('"').toString();
  }

  private static boolean isUnprintable(int point) {
    return point < FIRST_PRINTABLE || point == DELETE;
  }
}
