package dev.pipsnapshot.fetcher.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pipsnapshot.fetcher.failure.OutputUnusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputDirectoryTest {
  private static final String FILE = "app-1.0-py3-none-any.whl";

  @TempDir Path parent;
  private Path destination;

  @BeforeEach
  void nameTheDestination() {
    destination = parent.resolve("wheels");
  }

  @Test
  void appearsWholeWithFinalModesAndLeavesNothingBeside() throws IOException {
    try (var output = reserve(ExistingOutput.REFUSE)) {
      Path file = Files.writeString(output.staging().resolve("a.whl"), "a");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
      Files.createDirectory(output.staging().resolve("build-requires"));
      Files.writeString(output.scratch().resolve("junk"), "junk");
      output.normalise();
      assertThat(destination).doesNotExist();
      output.publish();
    }

    assertThat(parent).isDirectoryNotContaining(path -> !path.equals(destination));
    assertThat(mode(destination)).isEqualTo("rwxr-xr-x");
    assertThat(mode(destination.resolve("a.whl"))).isEqualTo("rw-r--r--");
    assertThat(mode(destination.resolve("build-requires"))).isEqualTo("rwxr-xr-x");
  }

  @Test
  void leavesNothingIfItIsNotPublished() throws IOException {
    try (var output = reserve(ExistingOutput.REFUSE)) {
      Path readOnly = Files.createDirectory(output.scratch().resolve("read-only"));
      Files.writeString(readOnly.resolve(FILE), "x");
      Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));
      Files.createSymbolicLink(output.scratch().resolve("link"), parent);
    }

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void fillsAnEmptyDirectory() throws IOException {
    Files.createDirectory(destination);

    publish(ExistingOutput.REFUSE, "a");

    assertThat(destination.resolve(FILE)).hasContent("a");
  }

  @Test
  void refusesADirectoryThatHoldsSomething() throws IOException {
    publish(ExistingOutput.REFUSE, "old");

    assertThatExceptionOfType(OutputUnusable.class)
        .isThrownBy(() -> reserve(ExistingOutput.REFUSE));
    assertThat(destination.resolve(FILE)).hasContent("old");
    assertThat(parent).isDirectoryNotContaining(path -> !path.equals(destination));
  }

  @Test
  void replacesItIfToldSo() throws IOException {
    publish(ExistingOutput.REFUSE, "old");

    publish(ExistingOutput.REPLACE, "new");

    assertThat(destination.resolve(FILE)).hasContent("new");
    assertThat(parent).isDirectoryNotContaining(path -> !path.equals(destination));
  }

  @Test
  void keepsTheOldOneIfTheNewOneIsNotPublished() throws IOException {
    publish(ExistingOutput.REFUSE, "old");

    reserve(ExistingOutput.REPLACE).close();

    assertThat(destination.resolve(FILE)).hasContent("old");
  }

  @Test
  void neverReplacesAFile() throws IOException {
    Files.writeString(destination, "precious");

    assertThatExceptionOfType(OutputUnusable.class)
        .isThrownBy(() -> reserve(ExistingOutput.REPLACE));
    assertThat(destination).hasContent("precious");
  }

  @Test
  void followsNoLink() throws IOException {
    Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
    Files.createSymbolicLink(destination, elsewhere);

    for (ExistingOutput existing : ExistingOutput.values()) {
      assertThatExceptionOfType(OutputUnusable.class)
          .isThrownBy(() -> reserve(existing))
          .withMessageContaining("is a link, which is not followed");
    }
    assertThat(destination).isSymbolicLink();
  }

  @Test
  void looksAgainBeforeItReplaces() throws IOException {
    publish(ExistingOutput.REPLACE, "old");
    try (var output = reserve(ExistingOutput.REPLACE)) {
      output.normalise();
      Files.writeString(destination.resolve("notes.txt"), "precious");

      assertThatExceptionOfType(OutputUnusable.class)
          .isThrownBy(output::publish)
          .withMessageContaining("holds notes.txt");
    }
    assertThat(destination.resolve("notes.txt")).hasContent("precious");
    assertThat(destination.resolve(FILE)).hasContent("old");
  }

  @Test
  void readsDotsAsTheSystemDoes() throws IOException {
    Path far = Files.createDirectories(parent.resolve("far/away"));
    Files.createSymbolicLink(parent.resolve("link"), far);
    destination = parent.resolve("link/../wheels");

    publish(ExistingOutput.REFUSE, "a");

    assertThat(parent.resolve("far/wheels").resolve(FILE)).hasContent("a");
    assertThat(parent.resolve("wheels")).doesNotExist();
  }

  @Test
  void makesParentsThatAreMissing() throws IOException {
    destination = parent.resolve("a/b/c");

    publish(ExistingOutput.REFUSE, "a");

    assertThat(destination.resolve(FILE)).hasContent("a");
  }

  @Test
  void belongsToOneFetchAtATime() {
    try (var first = reserve(ExistingOutput.REFUSE)) {
      assertThat(first.staging()).isEmptyDirectory();
      assertThatExceptionOfType(OutputUnusable.class)
          .isThrownBy(() -> reserve(ExistingOutput.REFUSE))
          .withMessageContaining("another fetch");
    }
    reserve(ExistingOutput.REFUSE).close();
  }

  @Test
  void removesWhatAKilledFetchLeft() throws IOException {
    Path left = parent.resolve(".wheels.pip-snapshot");
    Files.createDirectories(left.resolve("staging/half"));
    Files.createDirectories(left.resolve("scratch/pip/tmp"));
    Files.writeString(left.resolve("lock"), "");

    publish(ExistingOutput.REFUSE, "a");

    assertThat(destination.resolve("half")).doesNotExist();
    assertThat(parent).isDirectoryNotContaining(path -> !path.equals(destination));
  }

  @Test
  void opensNothingThatAnotherPutThereBefore() throws IOException {
    Path precious = Files.writeString(parent.resolve("precious"), "text");
    Path prepared = Files.createDirectory(parent.resolve(".wheels.pip-snapshot"));
    Files.setPosixFilePermissions(prepared, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.createSymbolicLink(prepared.resolve("lock"), precious);

    assertThatExceptionOfType(OutputUnusable.class)
        .isThrownBy(() -> reserve(ExistingOutput.REFUSE))
        .withMessageContaining("may be written to by anyone");
    assertThat(precious).hasContent("text");
    assertThat(prepared.resolve("lock")).isSymbolicLink();
  }

  @Test
  void putsBackWhatAKilledFetchWasAboutToReplace() throws IOException {
    Path previous = Files.createDirectories(parent.resolve(".wheels.pip-snapshot/previous"));
    Files.writeString(previous.resolve(FILE), "old");

    assertThatExceptionOfType(OutputUnusable.class)
        .isThrownBy(() -> reserve(ExistingOutput.REFUSE))
        .withMessageContaining("not empty");
    assertThat(destination.resolve(FILE)).hasContent("old");
  }

  @Test
  void dropsTheOldOneIfTheNewOneWasInPlaceAlready() throws IOException {
    publish(ExistingOutput.REFUSE, "new");
    Path previous = Files.createDirectories(parent.resolve(".wheels.pip-snapshot/previous"));
    Files.writeString(previous.resolve(FILE), "old");

    reserve(ExistingOutput.REPLACE).close();

    assertThat(destination.resolve(FILE)).hasContent("new");
    assertThat(parent).isDirectoryNotContaining(path -> !path.equals(destination));
  }

  @Test
  void publishesNothingOnceItIsClosed() {
    var output = reserve(ExistingOutput.REFUSE);
    output.close();

    assertThatExceptionOfType(OutputUnusable.class).isThrownBy(output::publish);
    output.close();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void leavesNothingWhenItIsClosedOnItsWayToTheDisk() throws IOException {
    var output = reserve(ExistingOutput.REFUSE);
    for (int i = 0; i < 100; i++) {
      Files.writeString(output.staging().resolve("file" + i), "a");
    }
    output.normalise();
    output.close();

    assertThat(parent).isEmptyDirectory();
    assertThatExceptionOfType(OutputUnusable.class).isThrownBy(output::publish);
  }

  @Test
  void refusesEverythingButFilesAndDirectories() throws IOException {
    try (var output = reserve(ExistingOutput.REFUSE)) {
      Files.createSymbolicLink(output.staging().resolve("link"), parent);

      assertThatExceptionOfType(OutputUnusable.class)
          .isThrownBy(output::normalise)
          .withMessageContaining("link");
    }
  }

  private void publish(ExistingOutput existing, String content) throws IOException {
    try (var output = reserve(existing)) {
      Files.writeString(output.staging().resolve(FILE), content);
      output.normalise();
      output.publish();
    }
  }

  private OutputDirectory reserve(ExistingOutput existing) {
    return OutputDirectory.reserve(
        destination, new DestinationRules(existing, parent, List.of(), Map.of()));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
