package dev.pipsnapshot.proxy.upstream;

import java.nio.charset.StandardCharsets;

/** The {@code Basic} scheme (RFC 7617), in UTF-8. */
final class BasicAuthorization {
  private BasicAuthorization() {}

  static String of(Credentials credentials) {
    return okhttp3.Credentials.basic(
        credentials.username(), credentials.password(), StandardCharsets.UTF_8);
  }
}
