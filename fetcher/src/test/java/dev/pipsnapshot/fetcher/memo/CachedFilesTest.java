package dev.pipsnapshot.fetcher.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.CachedBody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedFilesTest {
  /** More than is kept in memory of a file that is open. */
  private static final byte[] CONTENT = new byte[100_000];

  private static final Sha256 DIGEST = Sha256.hash(CONTENT);

  @Test
  void copiesWhatItHasAndNothingElse(@TempDir Path folder) throws IOException {
    CacheLayout layout = new CacheLayout(folder.resolve("cache"));
    Path stored = store(layout);
    try (var files = CachedFiles.open(layout, Clock.systemUTC())) {
      Path target = folder.resolve("target");
      assertThat(files.has(DIGEST)).isTrue();
      assertThat(files.copy(DIGEST, target)).isTrue();
      assertThat(target).hasBinaryContent(CONTENT);
    }

    Files.write(stored, new byte[] {1});

    try (var files = CachedFiles.open(layout, Clock.systemUTC())) {
      Path target = folder.resolve("other");
      assertThat(files.copy(DIGEST, target)).isFalse();
      assertThat(target).doesNotExist();
    }
  }

  @Test
  void copiesWhatItVerifiedThoughAnotherFileHasItsPlace(@TempDir Path folder) throws IOException {
    CacheLayout layout = new CacheLayout(folder.resolve("cache"));
    Path stored = store(layout);
    Path target = folder.resolve("target");
    try (var files = CachedFiles.open(layout, Clock.systemUTC());
        CachedBody body = files.open(DIGEST).orElseThrow()) {
      Files.delete(stored);
      Files.write(stored, new byte[] {1});
      CachedFiles.write(body, target);
    }

    assertThat(target).hasBinaryContent(CONTENT);
  }

  private static Path store(CacheLayout layout) throws IOException {
    Path stored = layout.artifact(DIGEST);
    Files.createDirectories(stored.getParent());
    return Files.write(stored, CONTENT);
  }
}
