package dev.pipsnapshot.proxy.cache;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.ByteRange;
import dev.pipsnapshot.proxy.body.Piece;
import dev.pipsnapshot.proxy.cache.flight.DiskCache;
import dev.pipsnapshot.proxy.cache.store.PartialFile;
import dev.pipsnapshot.proxy.cache.store.PartialFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A cache in a directory, and the ways in which tests look at it. */
public final class CacheFixture implements AutoCloseable {
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-03-01T12:00:00Z"), ZoneOffset.UTC);

  private final CacheLayout layout;
  private final ExecutorService executor = Executors.newCachedThreadPool();

  public CacheFixture(Path root) {
    this.layout = new CacheLayout(root);
  }

  public static byte[] content(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    return content;
  }

  public static Sha256 digest(byte[] content) {
    return Digests.sha256(content);
  }

  public static WantedArtifact wanted(byte[] content) {
    return WantedArtifact.of(digest(content));
  }

  public CacheLayout layout() {
    return layout;
  }

  public ExecutorService executor() {
    return executor;
  }

  public DiskCache open() {
    return open(CLOCK);
  }

  public DiskCache open(Clock clock) {
    return DiskCache.open(
        layout, executor, executor, clock, key -> PartialFile.create(layout, key), failures -> {});
  }

  public DiskCache open(PartialFiles partials) {
    return DiskCache.open(layout, executor, executor, CLOCK, partials, failures -> {});
  }

  public static byte[] read(CompletableFuture<CachedBody> body) throws Exception {
    return drain(get(body).feed());
  }

  public static byte[] read(CompletableFuture<CachedBody> body, ByteRange range) throws Exception {
    return drain(get(body).feed(range));
  }

  public static byte[] drain(BodyFeed feed) throws Exception {
    try (feed) {
      var out = new ByteArrayOutputStream();
      for (Optional<Piece> piece = get(feed.next()); piece.isPresent(); piece = get(feed.next())) {
        out.write(bytes(piece.get()));
      }
      return out.toByteArray();
    }
  }

  public static byte[] bytes(Piece piece) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) piece.length());
    if (piece instanceof Piece.OfFile file) {
      while (buffer.hasRemaining()) {
        file.channel().read(buffer, file.position() + buffer.position());
      }
    } else {
      buffer.put(((Piece.InMemory) piece).bytes().duplicate());
    }
    return buffer.array();
  }

  /** Waits, and throws what the future failed with rather than what wraps it. */
  public static <T> T get(CompletableFuture<T> future) throws Exception {
    try {
      return future.get();
    } catch (ExecutionException e) {
      Throwable cause = e;
      while (cause.getCause() != null
          && (cause instanceof ExecutionException
              || cause instanceof java.util.concurrent.CompletionException)) {
        cause = cause.getCause();
      }
      if (cause instanceof Exception exception) {
        throw exception;
      }
      throw e;
    }
  }

  /** Names of all files in the cache that are neither whole nor the lock. */
  public Stream<String> leftovers() throws IOException {
    try (Stream<Path> files = Files.walk(layout.root())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".partial") || name.endsWith(".tmp"))
          .toList()
          .stream();
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
