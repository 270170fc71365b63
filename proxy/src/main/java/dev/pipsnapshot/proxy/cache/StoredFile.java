package dev.pipsnapshot.proxy.cache;

import dev.pipsnapshot.hasher.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A stored artifact, verified and open for reading; stays readable when it is pruned.
 *
 * @param inode what the file system calls the file by
 */
record StoredFile(Sha256 digest, Path path, FileChannel channel, long size, String inode)
    implements AutoCloseable {
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
