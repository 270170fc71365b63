package dev.pipsnapshot.proxy.upstream;

import java.io.IOException;
import okio.BufferedSource;

/** Reads bodies that must not be longer than a limit. */
final class Bodies {
  private Bodies() {}

  /** The whole decoded body; closes the response. */
  static byte[] read(Transport.Answer answer, int limit) throws IOException {
    try (var response = answer.response()) {
      if (response.body().contentLength() > limit) {
        throw new UpstreamException.TooLarge(answer.url(), limit);
      }
      String coding = answer.header("Content-Encoding").orElse("identity");
      if (!coding.equals("identity")) {
        throw new UpstreamException.Malformed(
            answer.url(), "it is coded in a way that was not asked for");
      }
      // One that is too long is never put together, which would take its length twice.
      BufferedSource body = response.body().source();
      if (body.request(limit + 1L)) {
        throw new UpstreamException.TooLarge(answer.url(), limit);
      }
      return body.readByteArray();
    }
  }
}
