package dev.pipsnapshot.fetcher.output;

import static java.util.Objects.requireNonNull;

import dev.pipsnapshot.fetcher.failure.OutputUnusable;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * made it; if that process was killed, the next fetch of this user to the same destination removes
 * it, and puts back what the killed one was about to replace. May be closed from any thread.
 */
public final class OutputDirectory implements AutoCloseable {
  /** Version of what lies where in it; the documentation calls it {@code fetcherVersion}. */
  public static final int LAYOUT = 1;

  private static final Logger LOG = LoggerFactory.getLogger(OutputDirectory.class);

  private final Path destination;
  private final DestinationRules rules;
  private final Path staging;
  private final Path previous;
  private final Path scratch;
  private final DestinationLock lock;
  private volatile @Nullable DiskFlush flush;

  private OutputDirectory(
      Path destination, DestinationRules rules, Path workspace, DestinationLock lock) {
    this.destination = destination;
    this.rules = rules;
    this.staging = workspace.resolve("staging");
    this.previous = workspace.resolve("previous");
    this.scratch = workspace.resolve("scratch");
    this.lock = lock;
  }

  /**
   * Takes a destination for this process.
   *
   * @throws OutputUnusable if {@code rules} keep what is there, if it is no directory, if another
   *     fetch is at work on it, if another user has taken the place beside it, or if it cannot be
   *     written
   */
  public static OutputDirectory reserve(Path destination, DestinationRules rules) {
    try {
      Path real = real(destination);
      rules.requireElsewhere(real);
      Path workspace = real.resolveSibling("." + real.getFileName() + ".pip-snapshot");
      DestinationLock lock =
          DestinationLock.tryLock(workspace).orElseThrow(() -> OutputUnusable.busy(destination));
      var output = new OutputDirectory(real, rules, workspace, lock);
      try {
        output.recover();
        rules.requireReplaceable(real);
        Files.createDirectory(output.staging);
        Files.createDirectory(output.scratch);
        return output;
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException | UncheckedIOException e) {
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
      flush = DiskFlush.begin(staging);
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
      requireNonNull(flush, "not normalised").await();
      // Once more: it may have changed while pip was at work.
      rules.requireReplaceable(destination);
      if (Files.isDirectory(destination) && !Tree.isEmpty(destination)) {
        Files.move(destination, previous, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(staging, destination, StandardCopyOption.ATOMIC_MOVE);
      Tree.forceEntry(destination.resolveSibling("."));
      Tree.delete(previous);
    } catch (IOException | UncheckedIOException e) {
      throw OutputUnusable.failed(destination, e);
    }
  }

  /** Removes what is temporary, and puts back what was not replaced in the end. Idempotent. */
  @Override
  public synchronized void close() {
    if (!lock.isHeld()) {
      return;
    }
    DiskFlush begun = flush;
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

  /** The links before the last name are followed, and that name alone says what is replaced. */
  private static Path real(Path destination) throws IOException {
    Path absolute = destination.toAbsolutePath();
    if (absolute.endsWith(".") || absolute.endsWith("..")) {
      absolute = Files.exists(absolute) ? absolute.toRealPath() : absolute.normalize();
    }
    Path parent = absolute.getParent();
    if (parent == null) {
      throw OutputUnusable.root(destination);
    }
    Files.createDirectories(parent);
    return parent.toRealPath().resolve(absolute.getFileName());
  }
}
