package dev.pipsnapshot.fetcher.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** The next content of a file: on the disk, beside the file, until it is put in its place. */
public final class Replacement implements AutoCloseable {
  private final Path target;
  private final Path draft;

  private Replacement(Path target, Path draft) {
    this.target = target;
    this.draft = draft;
  }

  /**
   * Writes {@code content} beside {@code target}, which need not be there; through to the disk, so
   * that no loss of power leaves the name without the bytes. Leaves nothing if that fails.
   */
  public static Replacement write(Path target, byte[] content) throws IOException {
    Path draft =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    var replacement = new Replacement(target, draft);
    try (FileChannel out =
        FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    } catch (IOException e) {
      replacement.abandon(e);
      throw e;
    }
    return replacement;
  }

  private void abandon(IOException failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Puts it in place, all at once. */
  public void publish() throws IOException {
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes what was not published. Idempotent. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(draft);
  }
}
