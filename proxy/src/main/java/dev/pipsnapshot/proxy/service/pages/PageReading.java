package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.service.ServiceException;
import dev.pipsnapshot.proxy.upstream.LargeBodies;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The reading of one project's page, from wherever it comes, which waits for its turn where the
 * page is large. Thread-safe.
 */
final class PageReading implements LargeBodies, AutoCloseable {
  private final ProjectName project;
  private final LargePages pages;
  private @Nullable CompletableFuture<LargePages.Turn> turn;
  private boolean closed;

  PageReading(ProjectName project, LargePages pages) {
    this.project = project;
    this.pages = pages;
  }

  /** Complete when more than {@link LargeBodies#LARGE} bytes may be read; the same until left. */
  synchronized CompletableFuture<LargePages.Turn> turn() {
    if (closed) {
      return CompletableFuture.failedFuture(new IllegalStateException("the reading has ended"));
    }
    if (turn == null) {
      turn = pages.toRead();
    }
    return turn;
  }

  /**
   * {@inheritDoc}
   *
   * @throws ServiceException.Busy if that takes too long; whoever waits keeps a connection from
   *     those who may be before it in the queue
   */
  @Override
  public void enter() throws IOException {
    try {
      turn().get(pages.longestWait().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      leave();
      throw ServiceException.Busy.page(project, pages.longestWait());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while other large pages were read");
    } catch (ExecutionException e) {
      throw new IOException("nobody waits for this page any more", e);
    }
  }

  @Override
  public void leave() {
    // Not while this is locked: whose turn comes next goes on at once.
    CompletableFuture<LargePages.Turn> over = takenBack();
    if (over != null) {
      var unused = over.thenAccept(LargePages.Turn::close);
    }
  }

  @Override
  public void close() {
    end();
    leave();
  }

  private synchronized void end() {
    closed = true;
  }

  private synchronized @Nullable CompletableFuture<LargePages.Turn> takenBack() {
    CompletableFuture<LargePages.Turn> over = turn;
    turn = null;
    return over;
  }
}
