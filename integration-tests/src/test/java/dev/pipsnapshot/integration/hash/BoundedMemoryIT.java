package dev.pipsnapshot.integration.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.hasher.nar.NarHash;
import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import dev.pipsnapshot.integration.support.HashProgram;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sizes that people meet are tried by hand; these are as large for the heaps they get. */
class BoundedMemoryIT {
  private static final int ENTRIES = 60_000;

  @TempDir Path directory;

  @Test
  void heapHoldsLittleMoreThanTheNamesOfDirectory() throws IOException {
    String rest = "n".repeat(190);
    for (int i = 0; i < ENTRIES; i++) {
      Files.createFile(directory.resolve(i + rest));
    }

    assertHashedWithHeap("32m");
  }

  @Test
  void heapIsSmallerThanFile() throws IOException {
    try (var file = new RandomAccessFile(directory.resolve("sparse").toFile(), "rw")) {
      file.setLength(500_000_000);
    }

    assertHashedWithHeap("16m");
  }

  private void assertHashedWithHeap(String size) throws IOException {
    assertThat(HashProgram.withHeap(size).with(directory).run().assertSucceeded().stdout())
        .isEqualToIgnoringNewLines(NarHash.of(directory, HashAlgorithm.SHA256).hash().sri());
  }
}
