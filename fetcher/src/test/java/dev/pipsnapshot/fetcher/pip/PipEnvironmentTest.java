package dev.pipsnapshot.fetcher.pip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.fetcher.pip.PipEnvironment.Workspace;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipEnvironmentTest {
  private static final Duration USUAL = Duration.ofSeconds(14);

  @Test
  void letsPipWaitLongerThanTheViewMayTake() {
    assertThat(variables(Map.of(), USUAL)).containsEntry("PIP_DEFAULT_TIMEOUT", "15");
    assertThat(variables(Map.of(), Duration.ofSeconds(1)))
        .containsEntry("PIP_DEFAULT_TIMEOUT", "15");
    assertThat(variables(Map.of(), Duration.ofMinutes(5)))
        .containsEntry("PIP_DEFAULT_TIMEOUT", "301");
  }

  @Test
  void takesNothingOfPipsSettingsFromTheUser() {
    Map<String, String> user =
        Map.of("PIP_EXTRA_INDEX_URL", "https://elsewhere.example/", "CC", "clang", "CXX", "");

    assertThat(variables(user, USUAL))
        .containsEntry("CC", "clang")
        .doesNotContainKeys("PIP_EXTRA_INDEX_URL", "CXX");
  }

  @Test
  void letsNixpkgsCompilerWrappersKnowThatTheFlagsAreForThem() {
    Map<String, String> user =
        Map.of(
            "NIX_CFLAGS_COMPILE", "-isystem /nix/store/lib/include",
            "NIX_CC_WRAPPER_TARGET_HOST_x86_64_unknown_linux_gnu", "1",
            "NIX_BINTOOLS_WRAPPER_TARGET_HOST_x86_64_unknown_linux_gnu", "1",
            "NIX_BUILD_TOP", "/build");

    assertThat(variables(user, USUAL))
        .containsKeys(
            "NIX_CFLAGS_COMPILE",
            "NIX_CC_WRAPPER_TARGET_HOST_x86_64_unknown_linux_gnu",
            "NIX_BINTOOLS_WRAPPER_TARGET_HOST_x86_64_unknown_linux_gnu")
        .doesNotContainKey("NIX_BUILD_TOP");
  }

  private static Map<String, String> variables(Map<String, String> user, Duration patience) {
    return new PipEnvironment(user, patience)
        .variables(
            new Workspace(Path.of("/scratch")),
            URI.create("http://127.0.0.1:1/simple/"),
            URI.create("http://127.0.0.1:2/"));
  }
}
