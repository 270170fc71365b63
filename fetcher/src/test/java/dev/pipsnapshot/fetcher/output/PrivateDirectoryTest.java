package dev.pipsnapshot.fetcher.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pipsnapshot.fetcher.failure.OutputUnusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateDirectoryTest {
  @TempDir Path parent;
  private Path directory;

  @BeforeEach
  void name() {
    directory = parent.resolve(".wheels.pip-snapshot");
  }

  @Test
  void isMadeForThisUserAlone() throws IOException {
    PrivateDirectory.make(directory);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
  }

  @Test
  void isTakenAgainByThoseWhoMadeIt() throws IOException {
    PrivateDirectory.make(directory);

    assertThatCode(() -> PrivateDirectory.make(directory)).doesNotThrowAnyException();
  }

  @Test
  void isNotTakenFromAnotherUserNotEvenByRoot() throws IOException {
    PrivateDirectory.make(directory);
    PosixFileAttributes found =
        Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    UserPrincipal other = () -> "other";

    assertThatExceptionOfType(OutputUnusable.class)
        .isThrownBy(() -> PrivateDirectory.requireOwn(directory, found, other))
        .withMessageContaining("belongs to " + found.owner().getName());
  }

  @Test
  void isNotTakenIfAnyoneMayWriteToIt() throws IOException {
    Files.createDirectory(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertRefused("may be written to by anyone");
  }

  @Test
  void isNoLinkToADirectoryOfThisUser() throws IOException {
    Files.createSymbolicLink(directory, Files.createDirectory(parent.resolve("home")));

    assertRefused("is no directory");
  }

  private void assertRefused(String reason) {
    assertThatExceptionOfType(OutputUnusable.class)
        .isThrownBy(() -> PrivateDirectory.make(directory))
        .withMessageContaining(reason);
  }
}
