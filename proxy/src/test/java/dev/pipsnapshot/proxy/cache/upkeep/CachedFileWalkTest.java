package dev.pipsnapshot.proxy.cache.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedFileWalkTest {
  private static final Path DIRECTORY = Path.of("ab");

  private final CachedFileWalk walk = new CachedFileWalk(file -> true, (file, attributes) -> {});

  @Test
  void showsTheFilesThatAreNamedByADigest(@TempDir Path tree) throws IOException {
    Path directory = Files.createDirectory(tree.resolve(DIRECTORY));
    Path whole = Files.createFile(directory.resolve("ab".repeat(32)));
    Files.createFile(directory.resolve("ab".repeat(32) + ".tmp"));
    List<Path> shown = new ArrayList<>();

    CachedFileWalk.of(tree, (file, attributes) -> shown.add(file));
    CachedFileWalk.of(tree.resolve("missing"), (file, attributes) -> shown.add(file));

    assertThat(shown).containsExactly(whole);
  }

  @Test
  void showsFilesOfAnyNameAndFollowsNoLink(@TempDir Path folder) throws IOException {
    Path others = Files.createDirectory(folder.resolve("others"));
    Files.createFile(others.resolve("precious"));
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Path file = Files.createFile(Files.createDirectory(tree.resolve(DIRECTORY)).resolve("a.jsa"));
    Path link = Files.createSymbolicLink(tree.resolve("link"), others);
    List<Path> shown = new ArrayList<>();

    CachedFileWalk.ofAny(tree, (path, attributes) -> shown.add(path));
    CachedFileWalk.ofAny(link, (path, attributes) -> shown.add(path));

    assertThat(shown).containsExactlyInAnyOrder(file, link);
  }

  @Test
  void failsWhereADirectoryCannotBeReadToItsEnd() {
    var failure = new IOException("Input/output error");

    assertThatThrownBy(() -> walk.postVisitDirectory(DIRECTORY, failure)).isSameAs(failure);
    assertThatThrownBy(() -> walk.visitFileFailed(DIRECTORY, failure)).isSameAs(failure);
  }

  @Test
  void goesOnWhereADirectoryIsRemovedMeanwhile() throws IOException {
    var gone = new NoSuchFileException("ab");

    assertThat(walk.postVisitDirectory(DIRECTORY, gone)).isEqualTo(FileVisitResult.CONTINUE);
    assertThat(walk.visitFileFailed(DIRECTORY, gone)).isEqualTo(FileVisitResult.CONTINUE);
    assertThat(walk.postVisitDirectory(DIRECTORY, null)).isEqualTo(FileVisitResult.CONTINUE);
  }
}
