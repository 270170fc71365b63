package dev.pipsnapshot.proxy.index;

import java.util.Optional;

/**
 * The mark that a file should no longer be chosen (PEP 592).
 *
 * @param reason why, in the words of whoever yanked it; never empty text
 */
public record Yank(Optional<String> reason) {
  /** A yank with a reason; none if {@code reason} is empty, as HTML cannot tell these apart. */
  public static Yank because(String reason) {
    return new Yank(Optional.of(reason).filter(text -> !text.isEmpty()));
  }
}
