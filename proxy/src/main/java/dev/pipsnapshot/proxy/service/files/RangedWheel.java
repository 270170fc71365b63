package dev.pipsnapshot.proxy.service.files;

import dev.pipsnapshot.proxy.body.ByteRange;
import dev.pipsnapshot.proxy.upstream.ArtifactClient;
import dev.pipsnapshot.proxy.upstream.FileRange;
import dev.pipsnapshot.proxy.wheel.RangedBytes;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletionException;

/** A wheel at its host, of which the end is here already. Reads block. */
final class RangedWheel implements RangedBytes {
  /** The host serves parts of files no more, or in a way that cannot be relied on. */
  static final class RangesUnusableException extends IOException {
    private static final long serialVersionUID = 1L;

    private RangesUnusableException(String message) {
      super(message);
    }
  }

  /** Bytes of the end that are worth asking for first. */
  static final int TAIL = 64 * 1024;

  private final ArtifactClient client;
  private final URI url;
  private final FileRange tail;
  private final long length;

  RangedWheel(ArtifactClient client, URI url, FileRange tail) {
    this.client = client;
    this.url = url;
    this.tail = tail;
    // What is there is the end, also where the host does not say of how much.
    this.length = tail.totalLength().orElse(tail.firstByte() + tail.bytes().remaining());
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public byte[] read(long position, int count) throws IOException {
    return slice(position >= tail.firstByte() ? tail : range(position, count), position, count);
  }

  private FileRange range(long position, int count) throws IOException {
    try {
      FileRange range =
          client
              .readRange(url, new ByteRange(position, position + count - 1))
              .join()
              .orElseThrow(
                  () -> new RangesUnusableException("the file host stopped serving ranges"));
      if (range.totalLength().orElse(length) != length) {
        throw new RangesUnusableException("the file changed while it was read");
      }
      return range;
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static byte[] slice(FileRange range, long position, int count) throws IOException {
    long start = position - range.firstByte();
    if (start < 0 || start + count > range.bytes().remaining()) {
      throw new RangesUnusableException("the file host gave fewer bytes than asked for");
    }
    byte[] bytes = new byte[count];
    range.bytes().duplicate().position((int) start).get(bytes);
    return bytes;
  }
}
