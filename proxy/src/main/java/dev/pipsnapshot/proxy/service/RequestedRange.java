package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.proxy.body.ByteRange;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code Range} header asks for, of a file whose length need not be known yet (RFC 9110,
 * section 14.1.2).
 *
 * @param first the first byte; empty for so many bytes at the end
 * @param last the last byte, if not that of the file; or how many bytes at the end
 */
public record RequestedRange(OptionalLong first, OptionalLong last) {
  /** {@code bytes=5-9}, {@code bytes=5-} or {@code bytes=-5}; digits that fit a long. */
  private static final Pattern SINGLE =
      Pattern.compile("bytes=(?:(\\d{1,18})-(\\d{1,18})?|-(\\d{1,18}))");

  /**
   * The range that a header's value asks for. Empty if it means nothing, asks for several ranges or
   * in another unit: it may be ignored (RFC 9110, section 14.2).
   */
  public static Optional<RequestedRange> parse(String header) {
    Matcher match = SINGLE.matcher(header);
    if (!match.matches()) {
      return Optional.empty();
    }
    OptionalLong first = number(match.group(1));
    OptionalLong last = number(first.isPresent() ? match.group(2) : match.group(3));
    return first.isPresent() && last.isPresent() && last.getAsLong() < first.getAsLong()
        ? Optional.empty()
        : Optional.of(new RequestedRange(first, last));
  }

  /** The bytes of a file of this length; empty if it has none of them. */
  public Optional<ByteRange> within(long length) {
    if (first.isEmpty()) {
      long wanted = last.getAsLong();
      return wanted == 0 || length == 0
          ? Optional.empty()
          : Optional.of(new ByteRange(Math.max(0, length - wanted), length - 1));
    }
    return first.getAsLong() >= length
        ? Optional.empty()
        : Optional.of(
            new ByteRange(first.getAsLong(), Math.min(last.orElse(length - 1), length - 1)));
  }

  private static OptionalLong number(@Nullable String digits) {
    return digits == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(digits));
  }
}
