package dev.pipsnapshot.proxy.index;

import java.nio.charset.StandardCharsets;

/**
 * A set of ASCII characters. Immutable.
 *
 * <p>Texts are looked at as bytes. The first compiler, whose code a server runs that has just
 * started, makes more of a loop over these than of {@code charAt}: pages are decoded a fifth
 * faster.
 */
public final class AsciiSet {
  /** What may stand anywhere in a URL and means nothing there (RFC 3986, section 2.3). */
  public static final AsciiSet UNRESERVED = lettersAndDigits().and("-._~");

  /** Digits of hexadecimal numbers in lower case. */
  public static final AsciiSet LOWER_HEX = of("0123456789abcdef");

  private static final int BYTES = 256;

  private final boolean[] members;

  private AsciiSet(boolean[] members) {
    this.members = members;
  }

  /** The characters of {@code characters}. */
  public static AsciiSet of(String characters) {
    return new AsciiSet(new boolean[BYTES]).and(characters);
  }

  /** All from {@code first} to {@code last}, inclusive. */
  public static AsciiSet range(char first, char last) {
    var members = new boolean[BYTES];
    for (char c = first; c <= last; c++) {
      members[c] = true;
    }
    return new AsciiSet(members);
  }

  /** English letters, large and small, and digits. */
  public static AsciiSet lettersAndDigits() {
    return of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
  }

  /** This set with those of {@code characters}. */
  public AsciiSet and(String characters) {
    return with(characters, true);
  }

  /** This set without those of {@code characters}. */
  public AsciiSet without(String characters) {
    return with(characters, false);
  }

  /** Whether {@code c} is in the set. */
  public boolean contains(char c) {
    return c < members.length && members[c];
  }

  /** Whether all characters of {@code text} are in the set. */
  public boolean containsAllOf(String text) {
    return lengthOfPrefix(text) == text.length();
  }

  /** How many characters {@code text} starts with that are in the set. */
  public int lengthOfPrefix(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    boolean[] in = members;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      // What has no byte in Latin 1 becomes a question mark.
      if (!in[b & 0xff] || (b == '?' && text.charAt(i) != '?')) {
        return i;
      }
    }
    return bytes.length;
  }

  private AsciiSet with(String characters, boolean member) {
    var others = members.clone();
    for (int i = 0; i < characters.length(); i++) {
      others[characters.charAt(i)] = member;
    }
    return new AsciiSet(others);
  }
}
