package dev.pipsnapshot.proxy.upstream;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file on its way. Whoever gets it closes it; closing early drops the connection. Reading blocks
 * and fails with an {@link UpstreamException}; where the length is known, a body that ends before
 * it does so with {@link UpstreamException.Truncated} instead of a quiet end.
 *
 * @param firstByte index of the first byte that {@code body} gives: the offset asked for, or 0 if
 *     upstream sends the file from the start
 * @param totalLength length of the whole file in bytes, where upstream said it
 * @param validator a strong validator for {@link ArtifactClient#resume}
 * @param body the bytes as they are, no coding undone
 */
public record FileDownload(
    long firstByte, OptionalLong totalLength, Optional<String> validator, InputStream body)
    implements Closeable {
  @Override
  public void close() throws IOException {
    body.close();
  }
}
