package dev.pipsnapshot.proxy.upstream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.OptionalLong;
import okhttp3.Response;

/** A body that tells its faults as {@link UpstreamException}s and keeps to the length promised. */
final class BodyStream extends InputStream {
  private final URI url;
  private final Response response;
  private final InputStream body;
  private final OptionalLong promised;
  private long received;

  BodyStream(URI url, Response response, OptionalLong promised) {
    this.url = url;
    this.response = response;
    this.body = response.body().byteStream();
    this.promised = promised;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count;
    try {
      count = body.read(target, offset, length);
    } catch (IOException e) {
      throw TransportFailures.inBody(url, e);
    }
    if (count >= 0) {
      received += count;
    }
    if (promised.isPresent()) {
      compare(promised.getAsLong(), count < 0);
    }
    return count;
  }

  private void compare(long length, boolean ended) throws UpstreamException {
    if (received > length) {
      throw new UpstreamException.Malformed(
          url, "more than the " + length + " bytes that it announced");
    }
    if (ended && received < length) {
      throw new UpstreamException.Truncated(
          url, new EOFException(received + " of " + length + " bytes arrived"));
    }
  }

  @Override
  public void close() {
    response.close();
  }
}
