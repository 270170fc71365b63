package dev.pipsnapshot.proxy.cache;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * An answer to {@link ArtifactSource#open}.
 *
 * @param firstByte index in the whole body of the first byte of {@code bytes}: the offset asked
 *     for, or less where the source cannot start there
 * @param totalLength length of the whole body in bytes, where the source says
 * @param bytes the body from {@code firstByte} on
 */
public record SourceBody(long firstByte, OptionalLong totalLength, InputStream bytes)
    implements Closeable {
  public SourceBody {
    if (firstByte < 0) {
      throw new IllegalArgumentException("firstByte is negative: " + firstByte);
    }
    requireNonNull(totalLength, "totalLength is null");
    requireNonNull(bytes, "bytes is null");
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
