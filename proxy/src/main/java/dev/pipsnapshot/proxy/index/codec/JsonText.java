package dev.pipsnapshot.proxy.index.codec;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.pipsnapshot.proxy.index.AsciiSet;

/** Appends JSON to a text. */
final class JsonText {
  private static final AsciiSet PLAIN = AsciiSet.range(' ', '~').without("\"\\");

  private final StringBuilder out;

  JsonText(StringBuilder out) {
    this.out = out;
  }

  /** Appends text as it is. */
  JsonText raw(String json) {
    out.append(json);
    return this;
  }

  JsonText number(long value) {
    out.append(value);
    return this;
  }

  /** Appends {@code value} in quotes. Most values have nothing to escape and are copied whole. */
  JsonText string(String value) {
    out.append('"');
    if (PLAIN.containsAllOf(value)) {
      out.append(value);
    } else {
      JsonStringEncoder.getInstance().quoteAsString(withoutLoneSurrogates(value), out);
    }
    out.append('"');
    return this;
  }

  /** Appends all of {@code values} as an array. */
  JsonText strings(Iterable<String> values) {
    out.append('[');
    var separator = "";
    for (var value : values) {
      out.append(separator);
      string(value);
      separator = ",";
    }
    out.append(']');
    return this;
  }

  /** A lone surrogate has no UTF-8 form. */
  private static String withoutLoneSurrogates(String value) {
    return value
        .codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
