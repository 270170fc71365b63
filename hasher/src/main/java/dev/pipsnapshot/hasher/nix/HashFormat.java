package dev.pipsnapshot.hasher.nix;

import java.util.Locale;
import java.util.Optional;

/** The spellings of one hash. */
public enum HashFormat {
  /** {@code sha256-} and base64: what {@code outputHash} and error messages use. */
  SRI,
  /** Nix's own base 32, without the algorithm. */
  NIX32,
  /** Lower-case hexadecimal, without the algorithm. */
  BASE16,
  /** RFC 4648 base64 with padding, without the algorithm. */
  BASE64;

  /** The format with this name, as options and Nix have it: lower case. */
  public static Optional<HashFormat> named(String name) {
    for (HashFormat format : values()) {
      if (format.toString().equals(name)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** The name in lower case, as options and Nix have it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
