package dev.pipsnapshot.fetcher.output;

import static java.util.Objects.requireNonNull;

import dev.pipsnapshot.fetcher.failure.OutputUnusable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that appears whole or not at all. It is filled beside its destination, in {@code
 * .NAME.pip-snapshot}, which also holds everything temporary and vanishes with the process that
 * made it; if that process was killed, the next fetch to the same destination removes it, and puts
 * back what the killed one was about to replace. May be closed from any thread.
 */
public final class OutputDirectory implements AutoCloseable {
  /** Version of what lies where in it; the documentation calls it {@code fetcherVersion}. */
  public static final int LAYOUT = 1;

  private static final Logger LOG = LoggerFactory.getLogger(OutputDirectory.class);

  private final Path destination;
  private final ExistingOutput existing;
  private final Path staging;
  private final Path previous;
  private final Path scratch;
  private final DestinationLock lock;
  private volatile @Nullable Forcing forcing;

  private OutputDirectory(
      Path destination, ExistingOutput existing, Path workspace, DestinationLock lock) {
    this.destination = destination;
    this.existing = existing;
    this.staging = workspace.resolve("staging");
    this.previous = workspace.resolve("previous");
    this.scratch = workspace.resolve("scratch");
    this.lock = lock;
  }

  /**
   * Takes a destination for this process.
   *
   * @throws OutputUnusable if it holds something and {@code existing} says to refuse, if it is no
   *     directory, if another fetch is at work on it, or if it cannot be written
   */
  public static OutputDirectory reserve(Path destination, ExistingOutput existing) {
    try {
      Path real = real(destination);
      Path workspace = real.resolveSibling("." + real.getFileName() + ".pip-snapshot");
      DestinationLock lock =
          DestinationLock.tryLock(workspace).orElseThrow(() -> OutputUnusable.busy(destination));
      var output = new OutputDirectory(real, existing, workspace, lock);
      try {
        output.recover();
        output.checkDestination();
        Files.createDirectory(output.staging);
        Files.createDirectory(output.scratch);
        return output;
      } catch (IOException | OutputUnusable e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw OutputUnusable.failed(destination, e);
    }
  }

  /** Where to put the files; empty at first. */
  public Path staging() {
    return staging;
  }

  /** For everything temporary, on the same file system. */
  public Path scratch() {
    return scratch;
  }

  /** The destination with links resolved. */
  public Path destination() {
    return destination;
  }

  /**
   * Gives the files their final modes, so that the directory can be hashed before it is shown, and
   * begins to put it on the disk: nothing in it changes any more.
   */
  public void normalise() {
    try {
      Tree.normalise(staging);
      forcing = Forcing.begin(staging);
    } catch (IOException e) {
      throw OutputUnusable.failed(destination, e);
    }
  }

  /**
   * Moves the files into place, all at once, and also if power is lost: bytes, then name. They have
   * been {@linkplain #normalise normalised}.
   *
   * @throws OutputUnusable if that fails, or if this has been closed
   */
  public synchronized void publish() {
    try {
      if (!lock.isHeld()) {
        throw new ClosedChannelException();
      }
      // Once more: it may have changed while pip was at work.
      checkDestination();
      requireNonNull(forcing, "not normalised").await();
      if (Files.isDirectory(destination) && !Tree.isEmpty(destination)) {
        Files.move(destination, previous, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(staging, destination, StandardCopyOption.ATOMIC_MOVE);
      Tree.forceEntry(destination.resolveSibling("."));
      Tree.delete(previous);
    } catch (IOException e) {
      throw OutputUnusable.failed(destination, e);
    }
  }

  /** Removes what is temporary, and puts back what was not replaced in the end. Idempotent. */
  @Override
  public synchronized void close() {
    if (!lock.isHeld()) {
      return;
    }
    Forcing begun = forcing;
    if (begun != null) {
      begun.close();
    }
    try {
      recover();
      lock.close();
    } catch (IOException e) {
      LOG.warn("cleanup incomplete beside={} reason={}", destination, e.toString());
    }
  }

  private void recover() throws IOException {
    if (Files.isDirectory(previous) && !Files.exists(destination, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(previous, destination, StandardCopyOption.ATOMIC_MOVE);
      LOG.info("output restored directory={}", destination);
    }
    Tree.delete(previous);
    Tree.delete(staging);
    Tree.delete(scratch);
  }

  private void checkDestination() throws IOException {
    if (!Files.exists(destination, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(destination, LinkOption.NOFOLLOW_LINKS)) {
      throw OutputUnusable.notDirectory(destination);
    }
    if (existing == ExistingOutput.REFUSE && !Tree.isEmpty(destination)) {
      throw OutputUnusable.notEmpty(destination);
    }
  }

  private static Path real(Path destination) throws IOException {
    Path absolute = destination.toAbsolutePath().normalize();
    if (Files.exists(absolute)) {
      absolute = absolute.toRealPath();
    }
    Path parent = absolute.getParent();
    Path name = absolute.getFileName();
    if (parent == null || name == null) {
      throw OutputUnusable.notDirectory(destination);
    }
    Files.createDirectories(parent);
    return parent.toRealPath().resolve(name);
  }
}
