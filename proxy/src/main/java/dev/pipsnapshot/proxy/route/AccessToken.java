package dev.pipsnapshot.proxy.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A path prefix that a client must know: {@code /TOKEN/simple/}. It keeps out browsers and other
 * hosts; it is no secret from users of the same machine, who can read command lines.
 */
public final class AccessToken {
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]{8,128}");
  private static final int RANDOM_BYTES = 24;

  private final String text;

  private AccessToken(String text) {
    this.text = text;
  }

  /**
   * Takes a token that the user chose.
   *
   * @throws IllegalArgumentException unless it is 8 to 128 letters, digits, {@code _} or {@code -}
   */
  public static AccessToken parse(String text) {
    if (!VALID.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a token is 8 to 128 letters, digits, '_' or '-': it becomes a part of the URL");
    }
    return new AccessToken(text);
  }

  /** A token of 192 random bits. */
  public static AccessToken random(SecureRandom random) {
    var bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Whether {@code segment} is this token, in a time that does not tell where they differ. */
  public boolean matches(String segment) {
    return MessageDigest.isEqual(text.getBytes(UTF_8), segment.getBytes(UTF_8));
  }

  /** The path segment to put in front of every URL. */
  public String pathSegment() {
    return text;
  }

  /** Hides the token: it has no business in logs. */
  @Override
  public String toString() {
    return "AccessToken[hidden]";
  }
}
