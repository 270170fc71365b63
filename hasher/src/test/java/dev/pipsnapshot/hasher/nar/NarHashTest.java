package dev.pipsnapshot.hasher.nar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NarHashTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(HashAlgorithm.class)
  void isTheDigestOfTheArchive(HashAlgorithm algorithm) throws IOException {
    var random = new Random(7);
    for (int i = 0; i < 300; i++) {
      var content = new byte[random.nextInt(i % 50 == 0 ? 600_000 : 3_000)];
      random.nextBytes(content);
      Files.write(directory.resolve("f" + i), content);
    }
    var archive = new ByteArrayOutputStream();
    NarWriter.write(directory, archive);
    MessageDigest digest = algorithm.newDigest();

    NarHash hash = NarHash.of(directory, algorithm);

    assertThat(hash.hash().digest()).isEqualTo(digest.digest(archive.toByteArray()));
    assertThat(hash.size()).isEqualTo(archive.size());
  }

  @Test
  void refusesFifoAndNamesIt() throws IOException {
    Path fifo = directory.resolve("fifo");
    GoldenTrees.run("mkfifo", fifo.toString());

    assertThatThrownBy(() -> NarHash.of(directory, HashAlgorithm.SHA256))
        .isInstanceOfSatisfying(
            UnsupportedFileTypeException.class,
            refused -> assertThat(refused.file()).isEqualTo(fifo));
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThatThrownBy(() -> NarHash.of(directory.resolve("absent"), HashAlgorithm.SHA256))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void readsAsDeepAsPathsGo() throws IOException {
    Deque<Path> levels = new ArrayDeque<>(List.of(directory));
    while (levels.element().toString().length() < 4_000) {
      levels.push(Files.createDirectory(levels.element().resolve("d")));
    }
    NarHash deep = NarHash.of(directory, HashAlgorithm.SHA256);
    Files.delete(levels.pop());

    assertThat(deep).isNotEqualTo(NarHash.of(directory, HashAlgorithm.SHA256));
    // JUnit's own clean-up takes minutes for a tree this deep.
    while (levels.size() > 1) {
      Files.delete(levels.pop());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000, 200_000})
  void refusesFileThatIsLongerThanItsSizeSaid(long size) throws IOException {
    Path file = Files.write(directory.resolve("file"), new byte[(int) size + 1]);

    assertThatThrownBy(
            () -> transfer(out -> out.appendContents(file, size), (bytes, from, count) -> {}))
        .isInstanceOf(FileChangedException.class)
        .hasMessageContaining("grew");
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000, 200_000})
  void refusesFileThatIsShorterThanItsSizeSaid(long size) throws IOException {
    Path file = Files.write(directory.resolve("file"), new byte[(int) size - 1]);

    assertThatThrownBy(
            () -> transfer(out -> out.appendContents(file, size), (bytes, from, count) -> {}))
        .isInstanceOf(FileChangedException.class)
        .hasMessageContaining("ended before");
  }

  @Test
  void flatHashIsOfTheBytesAlone() throws IOException {
    byte[] content = new byte[1_000_000];
    Path file = Files.write(directory.resolve("file"), content);
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);

    FlatHash hash = FlatHash.of(link, HashAlgorithm.SHA1);

    assertThat(hash.hash().digest()).isEqualTo(HashAlgorithm.SHA1.newDigest().digest(content));
  }

  @Test
  void flatHashOfDirectoryIsRefused() {
    assertThatThrownBy(() -> FlatHash.of(directory, HashAlgorithm.SHA256))
        .isInstanceOf(UnsupportedFileTypeException.class);
  }

  @Test
  void failsWhenTheStreamFails() {
    assertThatThrownBy(
            () ->
                transfer(
                    new TreeWalk(directory),
                    (bytes, from, count) -> {
                      throw new IOException("full");
                    }))
        .hasMessage("full");
  }

  private static void transfer(ByteSource source, ByteSink sink) throws IOException {
    try (SegmentReadAhead bytes = SegmentReadAhead.of(source)) {
      bytes.writeTo(sink);
    }
  }
}
