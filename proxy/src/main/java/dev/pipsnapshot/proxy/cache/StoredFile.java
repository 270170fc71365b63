package dev.pipsnapshot.proxy.cache;

import dev.pipsnapshot.hasher.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A stored artifact, verified and open for reading; stays readable when it is pruned.
 *
 * @param start its first bytes, for whoever sends them to send them with a head
 * @param inode what the file system calls the file by
 */
record StoredFile(
    Sha256 digest, Path path, FileChannel channel, ByteBuffer start, long size, String inode)
    implements AutoCloseable {
  private static final int START_BYTES = 16 * 1024;

  /** The file of {@code channel}, found to be {@code digest} in this state. Blocks. */
  static StoredFile of(Sha256 digest, Path path, FileChannel channel, FileState state)
      throws IOException {
    ByteBuffer start = ByteBuffer.allocate((int) Math.min(START_BYTES, state.size()));
    while (start.hasRemaining() && channel.read(start, start.position()) >= 0) {
      // A regular file gives all there is at once, but need not.
    }
    return new StoredFile(
        digest, path, channel, start.flip().asReadOnlyBuffer(), state.size(), state.inode());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
