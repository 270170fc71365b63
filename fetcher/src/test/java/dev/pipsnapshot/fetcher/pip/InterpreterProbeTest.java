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
  @ValueSource(strings = {"/nonexistent/python3", "true", "echo"})
  void refusesWhatIsNoPython(String executable) {
    assertThatExceptionOfType(InterpreterUnusable.class)
        .isThrownBy(() -> InterpreterProbe.probe(executable))
        .withMessageContaining(executable);
  }
}
