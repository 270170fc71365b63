package dev.pipsnapshot.proxy.cache.flight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.cache.CacheFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What opening a cache does with what is not whole in it. */
class SweepTest {
  private static final String DIGEST = "ab".repeat(32);
  private static final String OF_AN_ENDED_PROCESS = DIGEST + ".1.7fffffff.tmp";

  @TempDir private Path folder;
  private CacheFixture fixture = new CacheFixture(Path.of("/"));

  @BeforeEach
  void name() {
    fixture = new CacheFixture(folder.resolve("cache"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void removesWhatEndedProcessesLeftInEveryTree() throws IOException {
    fixture.open().close();
    List<Path> left =
        trees().map(tree -> tree.resolve("incoming").resolve(OF_AN_ENDED_PROCESS)).toList();
    for (Path file : left) {
      Files.createFile(file);
    }

    fixture.open().close();

    assertThat(left).hasSize(5).allSatisfy(file -> assertThat(file).doesNotExist());
  }

  @Test
  void leavesWhatLivingProcessesWrite() throws IOException {
    fixture.open().close();
    SharedDirectory other = SharedDirectory.acquire(fixture.layout());
    try {
      Path written = incomingArtifacts().resolve(DIGEST + ".1." + other.owner() + ".tmp");
      Files.createFile(written);
      fixture.open().close();
      assertThat(written).exists();
    } finally {
      other.release();
    }
  }

  @Test
  void keepsBrokenOffDownloadsAsLongAsTheyCanBeResumed() throws IOException {
    fixture.open().close();
    Path old = brokenOff("1", Sweep.RESUMABLE.plusSeconds(1));
    Path recent = brokenOff("2", Sweep.RESUMABLE.minusSeconds(1));

    fixture.open().close();

    assertThat(old).doesNotExist();
    assertThat(recent).exists();
  }

  @Test
  void doesNotLookBesideFilesThatAreWhole() throws IOException {
    fixture.open().close();
    Path misplaced = besideFiles();

    fixture.open().close();

    assertThat(misplaced).exists();
  }

  @Test
  void looksThereOnceInTheCacheOfAVersionThatWroteThere() throws IOException {
    Path left = besideFiles();

    fixture.open().close();

    assertThat(left).doesNotExist();
  }

  @Test
  void looksThereAgainWhereAStartCameToNothing() throws IOException {
    Path left = besideFiles();
    Path noLock = Files.createDirectory(fixture.layout().lockFile());
    fixture.open().close();
    assertThat(left).exists();

    Files.delete(noLock);
    fixture.open().close();

    assertThat(left).doesNotExist();
  }

  private Path besideFiles() throws IOException {
    Path directory = fixture.layout().artifactsByContent().resolve("ab");
    return Files.createFile(Files.createDirectories(directory).resolve(OF_AN_ENDED_PROCESS));
  }

  private Path brokenOff(String attempt, Duration age) throws IOException {
    Path file = Files.createFile(incomingArtifacts().resolve(DIGEST + "." + attempt + ".partial"));
    return Files.setLastModifiedTime(file, FileTime.from(CacheFixture.CLOCK.instant().minus(age)));
  }

  private Path incomingArtifacts() {
    return fixture.layout().artifactsByContent().resolve("incoming");
  }

  private Stream<Path> trees() {
    return fixture.layout().trees().stream();
  }
}
