package dev.pipsnapshot.proxy.cache.store;

import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.Digests;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** The file of an {@link Attempt}, as the one who downloads sees it. Not thread-safe. */
public class PartialFile implements Closeable {
  private final Attempt attempt;
  private final FileChannel channel;
  private long size;

  PartialFile(Path path, FileChannel channel) throws IOException {
    this.attempt = Attempt.of(path);
    this.channel = channel;
    this.size = channel.size();
  }

  /** A new file, of no bytes. */
  public static PartialFile create(CacheLayout layout, ArtifactKey key) throws IOException {
    String name = Long.toHexString(ThreadLocalRandom.current().nextLong());
    Path path = layout.attempt(key, name);
    Files.createDirectories(path.getParent());
    return open(path, StandardOpenOption.CREATE_NEW);
  }

  /** The file that an earlier, broken-off download left. */
  public static PartialFile resume(Path path) throws IOException {
    return open(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** The files of all attempts to download the artifact, in no order. */
  public static List<Path> list(CacheLayout layout, ArtifactKey key) throws IOException {
    String prefix = layout.attemptPrefix(key);
    var found = new ArrayList<Path>();
    try (DirectoryStream<Path> directory =
        Files.newDirectoryStream(layout.attempts(key), prefix + "*" + CacheLayout.PARTIAL_SUFFIX)) {
      directory.forEach(found::add);
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return found;
  }

  /** The newest of {@link #list}: the one that grows, if any does. */
  public static Optional<Path> newest(CacheLayout layout, ArtifactKey key) throws IOException {
    Path newest = null;
    long newestTime = Long.MIN_VALUE;
    for (Path path : list(layout, key)) {
      long time = modifiedNanos(path);
      if (time > newestTime) {
        newest = path;
        newestTime = time;
      }
    }
    return Optional.ofNullable(newest);
  }

  private static long modifiedNanos(Path path) throws IOException {
    try {
      return FileState.of(path).modifiedNanos();
    } catch (NoSuchFileException e) {
      return Long.MIN_VALUE;
    }
  }

  public Attempt attempt() {
    return attempt;
  }

  public long size() {
    return size;
  }

  /** Hands everything that is there to {@code consumer}. */
  public void read(Digests.Consumer consumer) throws IOException {
    Digests.readFully(channel, size, consumer);
  }

  public void append(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      size += channel.write(bytes, size);
    }
  }

  /**
   * Makes the file the artifact, in place of what is there, and in the order that holds even if
   * power is lost: bytes, then name.
   *
   * @return the state of this very file, whichever is at {@code target} by now
   */
  FileState commit(Path target) throws IOException {
    channel.force(true);
    FileState state = FileState.of(attempt.partial());
    Files.createDirectories(target.getParent());
    Files.move(attempt.partial(), target, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
    return state;
  }

  public void delete() throws IOException {
    Files.deleteIfExists(attempt.partial());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static PartialFile open(Path path, OpenOption option) throws IOException {
    FileChannel channel =
        FileChannel.open(path, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, option));
    try {
      return new PartialFile(path, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
