package dev.pipsnapshot.proxy.upstream;

import static java.util.Objects.requireNonNull;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** A user name and a password. Never shows either: not in {@code toString}, not in errors. */
public record Credentials(String username, String password) {
  public Credentials {
    requireNonNull(username, "username is null");
    requireNonNull(password, "password is null");
  }

  /** Reads the user information of a URL, percent-encoded as it stands there. */
  static Credentials ofUserInfo(String userInfo) {
    String[] parts = userInfo.split(":", 2);
    return new Credentials(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Credentials[...]";
  }
}
