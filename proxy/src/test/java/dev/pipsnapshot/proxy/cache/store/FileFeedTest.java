package dev.pipsnapshot.proxy.cache.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.Piece;
import dev.pipsnapshot.proxy.cache.CacheFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pieces of a stored file: its first bytes from memory, the rest from the disk. */
class FileFeedTest {
  private static final int SIZE = 100_000;
  private static final byte[] CONTENT = CacheFixture.content(SIZE);

  @TempDir private Path directory;

  @Test
  void givesTheFirstBytesFromMemoryAndTheRestFromTheDisk() throws Exception {
    List<Piece> pieces = pieces(CONTENT, 0, SIZE);
    assertThat(pieces)
        .hasSize(2)
        .satisfies(of -> assertThat(of.get(0)).isInstanceOf(Piece.InMemory.class))
        .satisfies(of -> assertThat(of.get(1)).isInstanceOf(Piece.OfFile.class));
  }

  @Test
  void givesASmallFileFromMemoryAlone() throws Exception {
    assertThat(pieces(Arrays.copyOf(CONTENT, 1000), 0, 1000))
        .hasSize(1)
        .hasOnlyElementsOfType(Piece.InMemory.class);
  }

  @Test
  void givesWhatLiesBehindTheFirstBytesFromTheDiskAlone() throws Exception {
    assertThat(pieces(CONTENT, 50_000, SIZE)).hasSize(1).hasOnlyElementsOfType(Piece.OfFile.class);
  }

  @Test
  void givesAPartThatCrossesFromMemoryToDiskWithoutGapOrOverlap() throws Exception {
    assertThat(pieces(CONTENT, 5, SIZE - 5)).hasSize(2);
  }

  @Test
  void givesNothingOfAnEmptyFile() throws Exception {
    assertThat(pieces(new byte[0], 0, 0)).isEmpty();
  }

  /** The pieces from {@code first} to before {@code end}, which together are those bytes. */
  private List<Piece> pieces(byte[] content, int first, int end) throws Exception {
    Path path = Files.write(directory.resolve("file"), content);
    List<Piece> pieces = new ArrayList<>();
    var bytes = new ByteArrayOutputStream();
    try (BodyFeed feed = new FileFeed(open(path), first, end)) {
      Optional<Piece> next = feed.next().get();
      while (next.isPresent()) {
        pieces.add(next.get());
        bytes.write(CacheFixture.bytes(next.get()));
        next = feed.next().get();
      }
    }
    assertThat(bytes.toByteArray()).isEqualTo(Arrays.copyOfRange(content, first, end));
    return pieces;
  }

  private static StoredFile open(Path path) throws IOException {
    return StoredFile.of(
        CacheFixture.digest(CONTENT), path, FileChannel.open(path), FileState.of(path));
  }
}
