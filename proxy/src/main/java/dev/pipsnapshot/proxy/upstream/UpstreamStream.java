package dev.pipsnapshot.proxy.upstream;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body that is passed on as it comes. Whoever gets it closes it; reading blocks and fails with an
 * {@link UpstreamException}.
 *
 * @param contentType the {@code Content-Type} header, empty if there was none
 * @param body decoded bytes
 */
public record UpstreamStream(String contentType, InputStream body) implements Closeable {
  @Override
  public void close() throws IOException {
    body.close();
  }
}
