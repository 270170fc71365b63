package dev.pipsnapshot.proxy.upstream;

import java.io.IOException;
import okio.BufferedSource;

/** Reads bodies that must not be longer than a limit. */
final class Bodies {
  private Bodies() {}

  /** The whole decoded body; closes the response. */
  static byte[] read(Transport.Answer answer, int limit, LargeBodies large) throws IOException {
    try (var response = answer.response()) {
      if (response.body().contentLength() > limit) {
        throw new UpstreamException.TooLarge(answer.url(), limit);
      }
      String coding = answer.header("Content-Encoding").orElse("identity");
      if (!coding.equals("identity")) {
        throw new UpstreamException.Malformed(
            answer.url(), "it is coded in a way that was not asked for");
      }
      BufferedSource body = response.body().source();
      // Who waits for a body of known length need not hold the first megabytes of it.
      return response.body().contentLength() > LargeBodies.LARGE
              || body.request(LargeBodies.LARGE + 1L)
          ? large(answer, body, limit, large)
          : body.readByteArray();
    }
  }

  private static byte[] large(
      Transport.Answer answer, BufferedSource body, int limit, LargeBodies large)
      throws IOException {
    large.enter();
    try {
      // One that is too long is never put together, which would take its length twice.
      if (body.request(limit + 1L)) {
        throw new UpstreamException.TooLarge(answer.url(), limit);
      }
      return body.readByteArray();
    } catch (IOException | RuntimeException e) {
      large.leave();
      throw e;
    }
  }
}
