package dev.pipsnapshot.proxy.upstream;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code Content-Range} header of a 206 answer (RFC 9110, section 14.4).
 *
 * @param first index of the first byte
 * @param last index of the last byte
 * @param total length of the whole, where it is told
 */
record ContentRange(long first, long last, OptionalLong total) {
  private static final Pattern SATISFIED =
      Pattern.compile("(?i:bytes) (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
  private static final Pattern UNSATISFIED = Pattern.compile("(?i:bytes) \\*/(\\d{1,18})");

  /** Parses the header of a 206; empty if it contradicts itself or the grammar. */
  static Optional<ContentRange> parse(String header) {
    Matcher matcher = SATISFIED.matcher(header.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long first = Long.parseLong(matcher.group(1));
    long last = Long.parseLong(matcher.group(2));
    OptionalLong total =
        matcher.group(3).equals("*")
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(matcher.group(3)));
    boolean consistent = first <= last && (total.isEmpty() || last < total.getAsLong());
    return consistent ? Optional.of(new ContentRange(first, last, total)) : Optional.empty();
  }

  /** The whole length that the header of a 416 tells. */
  static OptionalLong unsatisfiedTotal(String header) {
    Matcher matcher = UNSATISFIED.matcher(header.strip());
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  long length() {
    return last - first + 1;
  }
}
