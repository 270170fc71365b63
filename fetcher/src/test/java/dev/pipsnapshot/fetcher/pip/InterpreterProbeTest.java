package dev.pipsnapshot.fetcher.pip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pipsnapshot.fetcher.failure.InterpreterUnusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterpreterProbeTest {
  @Test
  void knowsTheInterpreterOfThisMachine() {
    Interpreter python = InterpreterProbe.probe("python3");

    assertThat(python.executable()).isAbsolute().matches(Files::isExecutable);
    assertThat(python.markers()).containsKeys("python_version", "sys_platform", "os_name");
    assertThat(python.displayName()).matches("\\w+ 3\\.\\d+\\.\\d+.*");
    assertThat(python.facts()).containsKeys("marker platform_machine", "tag SOABI");
  }

  @Test
  void answersTheSameTwice() {
    assertThat(InterpreterProbe.probe("python3")).isEqualTo(InterpreterProbe.probe("python3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo 'cannot change locale' >&2",
        "echo 'welcome to this site'",
        "dd if=/dev/zero bs=1000 count=1000 >&2"
      })
  void doesNotMindWhatALauncherSaysBesides(String said, @TempDir Path folder) throws IOException {
    Path launcher =
        Files.writeString(
            folder.resolve("python"), "#!/bin/sh\n" + said + "\nexec python3 \"$@\"\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));

    assertThat(InterpreterProbe.probe(launcher.toString()))
        .isEqualTo(InterpreterProbe.probe("python3"));
  }

  @Test
  void tellsWhatALauncherSaysInsteadOfAnAnswer(@TempDir Path folder) throws IOException {
    Path launcher =
        Files.writeString(folder.resolve("python"), "#!/bin/sh\necho 'no such version' >&2\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));

    assertThatExceptionOfType(InterpreterUnusable.class)
        .isThrownBy(() -> InterpreterProbe.probe(launcher.toString()))
        .satisfies(e -> assertThat(e.diagnostic().context()).containsExactly("no such version"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nonexistent/python3", "true", "echo"})
  void refusesWhatIsNoPython(String executable) {
    assertThatExceptionOfType(InterpreterUnusable.class)
        .isThrownBy(() -> InterpreterProbe.probe(executable))
        .withMessageContaining(executable);
  }
}
