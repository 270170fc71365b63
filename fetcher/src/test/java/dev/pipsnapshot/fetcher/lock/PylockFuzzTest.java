package dev.pipsnapshot.fetcher.lock;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pipsnapshot.fetcher.failure.LockUnusable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Every file is a lock, which is written so that it is read again as the same, or is refused. */
class PylockFuzzTest {
  private static Path directory = Path.of("");

  @BeforeAll
  static void makeDirectory() throws IOException {
    directory = Files.createTempDirectory("pylock");
  }

  @AfterAll
  static void deleteDirectory() throws IOException {
    Files.deleteIfExists(file());
    Files.delete(directory);
  }

  @FuzzTest
  void read(byte[] content) throws IOException {
    Lock lock;
    try {
      Lock chosen = LockReader.read(Files.write(file(), content), Optional.of(SamplePythons.LINUX));
      assertThat(chosen.packages()).doesNotContainNull();
    } catch (LockUnusable expected) {
      assertThat(expected.diagnostic().message()).isNotEmpty();
    }
    try {
      lock = LockReader.read(Files.write(file(), content));
    } catch (LockUnusable expected) {
      assertThat(expected.diagnostic().message()).isNotEmpty();
      return;
    }
    byte[] written = PylockWriter.write(lock).getBytes(StandardCharsets.UTF_8);
    assertThat(LockReader.read(Files.write(file(), written))).isEqualTo(lock);
  }

  private static Path file() {
    return directory.resolve("pylock.toml");
  }
}
