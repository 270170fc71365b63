package dev.pipsnapshot.fetcher.output;

import dev.pipsnapshot.fetcher.failure.OutputUnusable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text file that appears, or replaces the one there, whole and only when it is published. */
public final class FileDraft implements AutoCloseable {
  private final Path target;
  private final Replacement replacement;

  private FileDraft(Path target, Replacement replacement) {
    this.target = target;
    this.replacement = replacement;
  }

  /**
   * Makes sure that {@code target} may be written, before work is done for it.
   *
   * @throws OutputUnusable if it may not
   */
  public static void require(Path target) {
    Path parent = real(target).getParent();
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
   * @throws OutputUnusable if it cannot be written; nothing is left of it then
   */
  public static FileDraft of(Path target, String text) {
    Path real = real(target);
    try {
      return new FileDraft(real, Replacement.write(real, text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw OutputUnusable.failed(target, e);
    }
  }

  private static Path real(Path target) {
    try {
      return Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
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
      replacement.publish();
    } catch (IOException e) {
      throw OutputUnusable.failed(target, e);
    }
  }

  /** Removes what was not published. Idempotent. */
  @Override
  public void close() {
    try {
      replacement.close();
    } catch (IOException e) {
      throw OutputUnusable.failed(target, e);
    }
  }
}
