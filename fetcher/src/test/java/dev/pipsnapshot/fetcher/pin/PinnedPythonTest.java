package dev.pipsnapshot.fetcher.pin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.fetcher.pip.Interpreter;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinnedPythonTest {

  @ParameterizedTest
  @CsvSource({
    "x86_64, linux, 8, x86_64-linux",
    "x86_64, linux, 4, i686-linux",
    "i586, linux, 4, i686-linux",
    "aarch64, linux, 8, aarch64-linux",
    "aarch64, linux, 4, armv7l-linux",
    "ppc64le, linux, 8, powerpc64le-linux",
    "riscv64, linux, 8, riscv64-linux",
    "arm64, darwin, 8, aarch64-darwin",
    "x86_64, darwin, 8, x86_64-darwin"
  })
  void callsMachinesAsNixDoes(String machine, String system, String bytes, String expected) {
    var interpreter =
        new Interpreter(
            Path.of("python3"),
            Map.of(
                "implementation_name",
                "cpython",
                "platform_machine",
                machine,
                "python_version",
                "3.11",
                "sys_platform",
                system),
            Map.of("pointer_bytes", bytes),
            Optional.empty());

    var pip = new PipVersion("26.3");

    assertThat(PinnedPython.of(interpreter, pip))
        .isEqualTo(new PinnedPython("cpython", "3.11", expected, pip));
  }
}
