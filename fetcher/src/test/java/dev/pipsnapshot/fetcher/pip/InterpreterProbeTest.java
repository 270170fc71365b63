package dev.pipsnapshot.fetcher.pip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pipsnapshot.fetcher.failure.InterpreterUnusable;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterpreterProbeTest {
  @Test
  void knowsTheInterpreterOfThisMachine() {
    Interpreter python = new InterpreterProbe().probe("python3");

    assertThat(python.executable()).isAbsolute().matches(Files::isExecutable);
    assertThat(python.markers()).containsKeys("python_version", "sys_platform", "os_name");
    assertThat(python.displayName()).matches("\\w+ 3\\.\\d+\\.\\d+.*");
    assertThat(python.facts()).containsKeys("marker platform_machine", "tag SOABI");
  }

  @Test
  void answersTheSameTwice() {
    var probe = new InterpreterProbe();

    assertThat(probe.probe("python3")).isEqualTo(probe.probe("python3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nonexistent/python3", "true", "echo"})
  void refusesWhatIsNoPython(String executable) {
    assertThatExceptionOfType(InterpreterUnusable.class)
        .isThrownBy(() -> new InterpreterProbe().probe(executable))
        .withMessageContaining(executable);
  }
}
