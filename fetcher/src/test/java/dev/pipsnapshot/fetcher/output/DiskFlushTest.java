package dev.pipsnapshot.fetcher.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFlushTest {
  @TempDir Path tree;

  @Test
  void endsWithoutAWord() throws IOException {
    Files.writeString(Files.createDirectory(tree.resolve("directory")).resolve("file"), "a");

    assertThatNoException().isThrownBy(() -> DiskFlush.begin(tree).await());
  }

  @Test
  void tellsWhoWaitsWhatWentWrong() {
    assertThatThrownBy(() -> DiskFlush.begin(tree.resolve("gone")).await())
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void isNotWaitedForByAnInterruptedThread() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> DiskFlush.begin(tree).await())
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
