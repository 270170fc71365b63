package dev.pipsnapshot.proxy.service.files;

import dev.pipsnapshot.proxy.body.ByteRange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@code Range} header asks of a file of known length (RFC 9110, section 14.2). */
sealed interface RequestedRange {
  /** The header means nothing here, or asks for several ranges: the whole file is the answer. */
  record Whole() implements RequestedRange {}

  /** These bytes. */
  record Part(ByteRange bytes) implements RequestedRange {}

  /** Bytes that the file does not have. */
  record Outside() implements RequestedRange {}

  /** {@code bytes=5-9}, {@code bytes=5-} or {@code bytes=-5}; digits that fit a long. */
  Pattern SINGLE = Pattern.compile("bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

  static RequestedRange of(String header, long length) {
    Matcher match = SINGLE.matcher(header);
    if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
      return new Whole();
    }
    if (match.group(1).isEmpty()) {
      long last = Long.parseLong(match.group(2));
      return last == 0 || length == 0
          ? new Outside()
          : new Part(new ByteRange(Math.max(0, length - last), length - 1));
    }
    long first = Long.parseLong(match.group(1));
    if (!match.group(2).isEmpty() && Long.parseLong(match.group(2)) < first) {
      return new Whole();
    }
    if (first >= length) {
      return new Outside();
    }
    long last =
        match.group(2).isEmpty()
            ? length - 1
            : Math.min(Long.parseLong(match.group(2)), length - 1);
    return new Part(new ByteRange(first, last));
  }
}
