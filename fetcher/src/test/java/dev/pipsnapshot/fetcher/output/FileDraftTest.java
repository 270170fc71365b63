package dev.pipsnapshot.fetcher.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pipsnapshot.fetcher.failure.OutputUnusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDraftTest {
  @TempDir private Path directory;

  @Test
  void appearsWhenItIsPublished() {
    Path target = directory.resolve("a");
    try (var draft = FileDraft.of(target, "new")) {
      assertThat(target).doesNotExist();
      draft.publish();
    }

    assertThat(target).hasContent("new");
    assertThat(directory.toFile().list()).containsExactly("a");
  }

  @Test
  void leavesEverythingAsItWasIfItIsNot() throws IOException {
    Path target = Files.writeString(directory.resolve("a"), "old");
    FileDraft.of(target, "new").close();

    assertThat(target).hasContent("old");
    assertThat(directory.toFile().list()).containsExactly("a");
  }

  @Test
  void goesWhereALinkLeads() throws IOException {
    Path real = Files.writeString(directory.resolve("real"), "old");
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("real"));
    try (var draft = FileDraft.of(link, "new")) {
      draft.publish();
    }

    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("new");
  }

  @Test
  void needsADirectory() {
    assertThatExceptionOfType(OutputUnusable.class)
        .isThrownBy(() -> FileDraft.require(directory.resolve("missing").resolve("a")))
        .withMessageContaining("missing");
  }
}
