package dev.pipsnapshot.fetcher.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.fetcher.view.FetchedFile;
import dev.pipsnapshot.fetcher.view.VersionDigests;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.CachedBody.ServedFrom;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoStoreTest {
  private static final Instant NOW = Instant.parse("2024-03-01T12:00:00Z");
  private static final MemoKey KEY = MemoKey.of(Map.of("a", "1"));
  private static final String DIGEST = "ab".repeat(32);

  @TempDir Path cache;

  @Test
  void givesBackWhatWasSaved() {
    List<FetchedFile> files =
        List.of(
            file("six-1.0.tar.gz", Optional.of(Instant.parse("2020-01-01T00:00:00.123Z"))),
            file("build-requires/wheel-1.0-py3-none-any.whl", Optional.empty()));
    Map<ProjectName, SortedSet<Sha256>> digests =
        Map.of(new ProjectName("six"), new TreeSet<>(Set.of(Sha256.parse(DIGEST))));

    var memo = new Memo(files, Optional.of(new VersionDigests(digests)));

    memos().save(KEY, memo);

    assertThat(memos().find(KEY)).contains(memo);
    assertThat(memos().find(MemoKey.of(Map.of("a", "2")))).isEmpty();
  }

  /** They were those of all files, whatever the options allowed. */
  @Test
  void doesNotTakeTheDigestsThatEarlierVersionsKept() throws IOException {
    var store = memos();
    Map<ProjectName, SortedSet<Sha256>> digests =
        Map.of(new ProjectName("six"), new TreeSet<>(Set.of(Sha256.parse(DIGEST))));
    List<FetchedFile> files = List.of(file("six-1.0.tar.gz", Optional.empty()));
    store.save(KEY, new Memo(files, Optional.of(new VersionDigests(digests))));
    try (var written = Files.walk(cache)) {
      Path memo = written.filter(Files::isRegularFile).findFirst().orElseThrow();
      Files.writeString(memo, Files.readString(memo).replace("allowed-digests", "digests"));
    }

    assertThat(store.find(KEY)).contains(new Memo(files, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"files\":[]}",
        "{\"files\":[{}]}",
        "{\"files\":[{\"path\":\"../a\",\"sha256\":\"@\",\"size\":1,\"url\":\"https://a/\"}]}",
        "{\"files\":[{\"path\":\"/a\",\"sha256\":\"@\",\"size\":1,\"url\":\"https://a/\"}]}",
        "{\"files\":[{\"path\":\"a/b\",\"sha256\":\"@\",\"size\":1,\"url\":\"https://a/\"}]}",
        "{\"files\":[{\"path\":\"build-requires/../a\",\"sha256\":\"@\",\"size\":1,\"url\":\"x\"}]}",
        "{\"files\":[{\"path\":\"a\",\"sha256\":\"12\",\"size\":1,\"url\":\"https://a/\"}]}",
        "{\"files\":[{\"path\":\"a\",\"sha256\":\"@\",\"size\":1,\"url\":\"https://a b/\"}]}"
      })
  void forgetsWhatItCannotTrust(String content) throws IOException {
    var store = memos();
    store.save(KEY, new Memo(List.of(file("a", Optional.empty())), Optional.empty()));
    try (var files = Files.walk(cache)) {
      Path memo = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      Files.writeString(memo, content.replace("@", DIGEST));
    }

    assertThat(store.find(KEY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"incoming", "00"})
  void removesWhatAProcessLeftThatIsGone(String where) throws IOException {
    Path directory = Files.createDirectories(cache.resolve("memo-v2").resolve(where));
    // A number of a process that lives here says nothing of one in another container.
    long living = ProcessHandle.current().pid();
    Path left = Files.createFile(directory.resolve(DIGEST + "." + living + ".tmp"));
    Path beingWritten = Files.createFile(directory.resolve(DIGEST + ".999999999.tmp"));

    try (var writer = FileChannel.open(beingWritten, StandardOpenOption.WRITE)) {
      writer.lock();
      saveOne();
    }

    assertThat(left).doesNotExist();
    assertThat(beingWritten).exists();
  }

  @Test
  void doesNotWriteWhereAnotherProcessOfTheSameNumberDoes() throws IOException {
    Path incoming = Files.createDirectories(cache.resolve("memo-v2/incoming"));
    long number = ProcessHandle.current().pid();
    Path others =
        Files.writeString(
            incoming.resolve(KEY.digest().hex() + "." + number + ".tmp"), "half of a memo");

    try (var writer = FileChannel.open(others, StandardOpenOption.WRITE)) {
      writer.lock();
      saveOne();
    }

    assertThat(others).hasContent("half of a memo");
    assertThat(memos().find(KEY)).isPresent();
  }

  @Test
  void doesNotLookThroughTheMemosForThat() throws IOException {
    saveOne();
    Path misplaced =
        Files.createDirectories(cache.resolve("memo-v2/00")).resolve("a.999999999.tmp");
    Files.createFile(misplaced);

    saveOne();

    assertThat(misplaced).exists();
  }

  @Test
  void notesThatAMemoWasReadAtMostOnceADay() throws IOException {
    saveOne();
    Path file = new CacheLayout(cache).memos().resolve(KEY.digest().hex().substring(0, 2));
    file = file.resolve(KEY.digest().hex());
    Instant yesterday = NOW.minus(Duration.ofHours(23));
    for (Instant noted : List.of(yesterday, NOW.minus(Duration.ofDays(90)))) {
      Files.setLastModifiedTime(file, FileTime.from(noted));
      assertThat(memos().find(KEY)).isPresent();
      assertThat(Files.getLastModifiedTime(file).toInstant())
          .isEqualTo(noted.equals(yesterday) ? yesterday : NOW);
    }
  }

  private MemoStore memos() {
    return new MemoStore(new CacheLayout(cache), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private void saveOne() {
    memos().save(KEY, new Memo(List.of(file("a", Optional.empty())), Optional.empty()));
  }

  @Test
  void keysDependOnEveryInputAndNotOnTheirOrder() {
    assertThat(MemoKey.of(Map.of("a", "1", "b", List.of("2"))))
        .isEqualTo(MemoKey.of(Map.of("b", List.of("2"), "a", "1")))
        .isNotEqualTo(MemoKey.of(Map.of("a", "1", "b", List.of("3"))))
        .isNotEqualTo(MemoKey.of(Map.of("a", "1", "b", "2")));
    assertThat(MemoKey.of(Map.of("a", List.of("x", "y"))))
        .isNotEqualTo(MemoKey.of(Map.of("a", List.of("y", "x"))));
  }

  private static FetchedFile file(String path, Optional<Instant> time) {
    return new FetchedFile(
        Optional.of(new ProjectName("six")),
        path,
        Sha256.parse(DIGEST),
        7,
        time,
        Optional.of(">=3"),
        URI.create("https://files.example/" + path),
        ServedFrom.CACHE);
  }
}
