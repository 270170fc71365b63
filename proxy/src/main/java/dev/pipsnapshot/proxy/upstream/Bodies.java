package dev.pipsnapshot.proxy.upstream;

import java.io.IOException;
import java.io.InputStream;

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
      InputStream body = response.body().byteStream();
      byte[] bytes = body.readNBytes(limit);
      if (bytes.length == limit && body.read() >= 0) {
        throw new UpstreamException.TooLarge(answer.url(), limit);
      }
      return bytes;
    }
  }
}
