package dev.pipsnapshot.fetcher.output;

import dev.pipsnapshot.fetcher.failure.OutputUnusable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A text file that appears, or replaces the one there, whole and only when it is published. */
public final class FileDraft implements AutoCloseable {
  private final Path target;
  private final Path draft;

  private FileDraft(Path target, Path draft) {
    this.target = target;
    this.draft = draft;
  }

  /**
   * Makes sure that a file may be written beside {@code target}, before work is done for it.
   *
   * @throws OutputUnusable if it may not
   */
  public static void require(Path target) {
    Path parent = target.toAbsolutePath().getParent();
    if (parent == null || !Files.isWritable(parent)) {
      throw OutputUnusable.failed(
          target,
          new AccessDeniedException(
              String.valueOf(parent), null, "it is no directory, or not writable"));
    }
  }

  /**
   * Writes {@code text} beside {@code target}; where that is a link, beside what it leads to.
   *
   * @throws OutputUnusable if it cannot be written
   */
  public static FileDraft of(Path target, String text) {
    try {
      Path real = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
      Path draft = real.resolveSibling("." + real.getFileName() + "." + UUID.randomUUID() + ".tmp");
      Files.write(draft, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
      return new FileDraft(real, draft);
    } catch (IOException e) {
      throw OutputUnusable.failed(target, e);
    }
  }

  /**
   * Puts it in place.
   *
   * @throws OutputUnusable if that fails
   */
  public void publish() {
    try {
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw OutputUnusable.failed(target, e);
    }
  }

  /** Removes what was not published. Idempotent. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      throw OutputUnusable.failed(target, e);
    }
  }
}
