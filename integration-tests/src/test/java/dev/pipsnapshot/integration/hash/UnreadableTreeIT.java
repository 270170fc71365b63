package dev.pipsnapshot.integration.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.ExternalCommand;
import dev.pipsnapshot.integration.support.HashProgram;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.RequiredTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableTreeIT {
  @TempDir Path tree;

  @AfterEach
  void letCleanUpIn() throws IOException {
    permit(tree.resolve("secret"), "rwx------");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_000, 1_000_000})
  void refusesFileThatMayNotBeRead(int size) throws IOException {
    Files.write(tree.resolve("a"), new byte[10]);
    permit(Files.write(tree.resolve("secret"), new byte[size]), "-wx------");

    assertRefused("/secret'");
  }

  @Test
  void refusesDirectoryThatMayNotBeListed() throws IOException {
    permit(Files.createDirectory(tree.resolve("secret")), "-wx------");

    assertRefused("/secret'");
  }

  @Test
  void refusesDirectoryThatMayBeListedAndNotEntered() throws IOException {
    Path directory = Files.createDirectory(tree.resolve("secret"));
    Files.createFile(directory.resolve("file"));
    permit(directory, "rw-------");

    assertRefused("/secret/file'");
  }

  private void assertRefused(String named) {
    ProcessOutcome refused = unprivileged(HashProgram.command().with(tree)).run();

    assertThat(refused.exitCode()).isEqualTo(6);
    assertThat(refused.stdout()).isEmpty();
    assertThat(refused.stderr()).contains(named, "permission denied");
  }

  /** Without what lets root read everything; as root still, who alone may read root's jars. */
  private ExternalCommand unprivileged(ExternalCommand command) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    return ExternalCommand.of(
            RequiredTool.onPath("setpriv"), "--bounding-set", "-dac_override,-dac_read_search")
        .with(command.words().toArray());
  }

  private static void permit(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
