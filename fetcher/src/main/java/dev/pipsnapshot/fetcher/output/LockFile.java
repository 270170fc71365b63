package dev.pipsnapshot.fetcher.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** What holders of a lock file that goes with its holder have to know. */
public final class LockFile {
  private static final int SIZES = 1 << 20;

  private LockFile() {}

  /**
   * Whether {@code file} is still the name of what {@code locked} has open and locked.
   *
   * <p>Told by a size that only this holder knows, because a file must not be opened again to look
   * into it: whichever of its descriptors a process closes, all locks of the process on that file
   * are gone (fcntl(2), "Record locks").
   */
  public static boolean isNamed(Path file, FileChannel locked) throws IOException {
    int size = ThreadLocalRandom.current().nextInt(1, SIZES);
    locked.truncate(0);
    locked.write(ByteBuffer.allocate(1), size - 1L);
    try {
      return Files.size(file) == size;
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
