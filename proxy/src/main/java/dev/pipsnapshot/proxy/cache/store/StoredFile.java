package dev.pipsnapshot.proxy.cache.store;

import dev.pipsnapshot.hasher.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One user's hold on a stored artifact, verified and open; stays readable when it is pruned. */
public final class StoredFile implements AutoCloseable {
  private static final int START_BYTES = 16 * 1024;

  private final Sha256 digest;
  private final Path path;
  private final SharedChannel shared;
  private final ByteBuffer start;
  private final FileState state;
  private final AtomicBoolean closed = new AtomicBoolean();

  private StoredFile(
      Sha256 digest, Path path, SharedChannel shared, ByteBuffer start, FileState state) {
    this.digest = digest;
    this.path = path;
    this.shared = shared;
    this.start = start;
    this.state = state;
  }

  /** The file of {@code channel}, found to be {@code digest} in this state. Blocks. */
  static StoredFile of(Sha256 digest, Path path, FileChannel channel, FileState state)
      throws IOException {
    ByteBuffer start = ByteBuffer.allocate((int) Math.min(START_BYTES, state.size()));
    while (start.hasRemaining() && channel.read(start, start.position()) >= 0) {
      // A regular file gives all there is at once, but need not.
    }
    return new StoredFile(
        digest, path, new SharedChannel(channel), start.flip().asReadOnlyBuffer(), state);
  }

  /** A hold of its own for somebody else, unless the file has been closed. */
  Optional<StoredFile> share() {
    return shared.join()
        ? Optional.of(new StoredFile(digest, path, shared, start, state))
        : Optional.empty();
  }

  public Sha256 digest() {
    return digest;
  }

  public Path path() {
    return path;
  }

  FileChannel channel() {
    return shared.channel();
  }

  /** Its first bytes, for whoever sends them to send them with a head. */
  ByteBuffer start() {
    return start.duplicate();
  }

  /** The state in which it was verified. */
  public FileState state() {
    return state;
  }

  /** In bytes. */
  public long size() {
    return state.size();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      shared.leave();
    }
  }
}
