package dev.pipsnapshot.fetcher.pip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetMarkersTest {
  private static final Interpreter LINUX =
      new Interpreter(
          Path.of("/usr/bin/python3"),
          Map.of("sys_platform", "linux", "platform_machine", "x86_64", "python_version", "3.11"),
          Map.of(),
          Optional.empty());

  @Test
  void areThoseOfTheInterpreterIfNothingElseIsSaid() {
    assertThat(TargetMarkers.of(LINUX, PipOptions.none())).isEqualTo(LINUX.markers());
    assertThat(TargetMarkers.marker(LINUX, PipOptions.none())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "win_amd64, win32, AMD64",
    "win32, win32, x86",
    "manylinux2014_aarch64, linux, aarch64",
    "musllinux_1_1_x86_64, linux, x86_64",
    "macosx_11_0_arm64, darwin, arm64",
    "any, linux, x86_64"
  })
  void sayWhichPlatformIsMeant(String platform, String system, String machine) {
    assertThat(TargetMarkers.of(LINUX, options(platform, "312")))
        .containsEntry("sys_platform", system)
        .containsEntry("platform_machine", machine)
        .containsEntry("python_version", "3.12")
        .containsEntry("python_full_version", "3.12.0");
  }

  @Test
  void areOneMarkerForALock() {
    assertThat(TargetMarkers.marker(LINUX, options("win_amd64", "3.9")))
        .contains(
            "sys_platform == 'win32' and platform_machine == 'AMD64' and python_version == '3.9'");
  }

  private static PipOptions options(String platform, String version) {
    return new PipOptions(
        List.of(),
        List.of(),
        List.of(platform),
        Optional.of(version),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of());
  }
}
