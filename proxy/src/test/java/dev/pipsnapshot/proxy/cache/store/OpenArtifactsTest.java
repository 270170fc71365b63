package dev.pipsnapshot.proxy.cache.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.cache.CacheFixture;
import dev.pipsnapshot.proxy.cache.CachedBody;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that several bodies read at a time, and that close with the last of these. */
class OpenArtifactsTest {
  private static final byte[] CONTENT = CacheFixture.content(40_000);
  private static final ArtifactKey KEY = new ArtifactKey.ByContent(CacheFixture.digest(CONTENT));

  private final List<Runnable> later = new ArrayList<>();
  private final OpenArtifacts opened = new OpenArtifacts(later::add);

  @TempDir private Path directory;
  private Path path;
  private FileChannel channel;
  private StoredFile file;

  @BeforeEach
  void open() throws IOException {
    path = Files.write(directory.resolve("artifact"), CONTENT);
    channel = FileChannel.open(path);
    file = StoredFile.of(CacheFixture.digest(CONTENT), path, channel, FileState.of(path));
  }

  @AfterEach
  void close() {
    opened.close();
  }

  @Test
  void sharesAFileThatItsFirstUserHasClosed() throws Exception {
    opened.keep(KEY, file);
    file.close();

    assertThat(CacheFixture.drain(new StoredBody(shared(), CachedBody.ServedFrom.CACHE).feed()))
        .isEqualTo(CONTENT);
  }

  @Test
  void closesWithItsLastUser() {
    opened.keep(KEY, file);
    StoredFile other = shared();
    file.close();
    file.close();
    opened.close();
    assertThat(channel.isOpen()).isTrue();

    other.close();
    assertThat(channel.isOpen()).isFalse();
    assertThat(other.share()).isEmpty();
  }

  @Test
  void forgetsWhenTheMomentIsOver() {
    opened.keep(KEY, file);
    file.close();
    shared().close();

    later.forEach(Runnable::run);

    assertThat(opened.share(KEY)).isEmpty();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void isNotMadeToForgetByAMomentThatWasAnothers() throws IOException {
    opened.keep(KEY, file);
    opened.close();
    StoredFile again =
        StoredFile.of(file.digest(), path, FileChannel.open(path), FileState.of(path));
    opened.keep(KEY, again);

    later.get(0).run();

    try (StoredFile shared = shared()) {
      assertThat(shared.channel()).isSameAs(again.channel());
    }
    again.close();
    file.close();
  }

  @Test
  void sharesNoFileThatHasChangedSinceItWasVerified() throws IOException {
    opened.keep(KEY, file);
    Files.write(path, new byte[40_001]);

    assertThat(opened.share(KEY)).isEmpty();
    file.close();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void sharesNoFileThatIsGone() throws IOException {
    opened.keep(KEY, file);
    Files.delete(path);

    assertThat(opened.share(KEY)).isEmpty();
  }

  @Test
  void sharesNothingThatNobodyOpened() {
    assertThat(opened.share(KEY)).isEmpty();
    file.close();
  }

  @Test
  void sharesNoChannelThatAnInterruptClosed() throws IOException {
    opened.keep(KEY, file);
    channel.close();

    assertThat(opened.share(KEY)).isEmpty();
  }

  @Test
  void keepsNoMoreFilesOpenThanItMay() throws IOException {
    Optional<StoredFile> last = Optional.empty();
    for (int i = 0; i < 200; i++) {
      var key = new ArtifactKey.ByContent(CacheFixture.digest(CacheFixture.content(i)));
      try (StoredFile one =
          StoredFile.of(key.digest(), path, FileChannel.open(path), FileState.of(path))) {
        opened.keep(key, one);
        last = opened.share(key);
        assertThat(last.isPresent()).isEqualTo(i < 128);
        last.ifPresent(StoredFile::close);
      }
    }
    assertThat(last).isEmpty();
    file.close();
  }

  private StoredFile shared() {
    return opened.share(KEY).orElseThrow();
  }
}
