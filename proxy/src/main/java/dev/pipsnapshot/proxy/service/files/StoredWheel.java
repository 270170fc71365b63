package dev.pipsnapshot.proxy.service.files;

import dev.pipsnapshot.proxy.cache.VerifiedArtifact;
import dev.pipsnapshot.proxy.wheel.RangedBytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A wheel in the cache. */
final class StoredWheel implements RangedBytes, AutoCloseable {
  private final FileChannel channel;
  private final long length;

  private StoredWheel(FileChannel channel, long length) {
    this.channel = channel;
    this.length = length;
  }

  static StoredWheel open(VerifiedArtifact wheel) throws IOException {
    Path path =
        wheel.path().orElseThrow(() -> new IOException("the cache could not keep the wheel"));
    return new StoredWheel(FileChannel.open(path, StandardOpenOption.READ), wheel.size());
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public byte[] read(long position, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("the wheel is shorter than it was");
      }
    }
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
