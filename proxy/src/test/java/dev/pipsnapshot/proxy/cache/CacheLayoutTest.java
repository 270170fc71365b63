package dev.pipsnapshot.proxy.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CacheLayoutTest {
  private static final Optional<Path> HOME = Optional.of(Path.of("/home/user"));

  @Test
  void liesWhereTheXdgSpecificationSays() {
    assertThat(CacheLayout.ofUser(Map.of("XDG_CACHE_HOME", "/caches"), HOME).root())
        .isEqualTo(Path.of("/caches/pip-snapshot"));
    assertThat(CacheLayout.ofUser(Map.of(), HOME).root())
        .isEqualTo(Path.of("/home/user/.cache/pip-snapshot"));
  }

  @Test
  void ignoresAnEmptyOrRelativeVariableAsTheSpecificationAsks() {
    assertThat(CacheLayout.ofUser(Map.of("XDG_CACHE_HOME", ""), HOME).root())
        .isEqualTo(Path.of("/home/user/.cache/pip-snapshot"));
    assertThat(CacheLayout.ofUser(Map.of("XDG_CACHE_HOME", "caches"), HOME).root())
        .isEqualTo(Path.of("/home/user/.cache/pip-snapshot"));
  }

  @Test
  void isNowhereWithoutAHomeDirectory() {
    assertThatExceptionOfType(CacheException.Directory.class)
        .isThrownBy(() -> CacheLayout.ofUser(Map.of(), Optional.empty()))
        .satisfies(e -> assertThat(e.diagnostic().hint().orElseThrow()).contains("--cache-dir"));
  }

  @Test
  void spreadsArtifactsOverDirectoriesByTheirFirstByte() {
    var digest = CacheFixture.digest(new byte[0]);
    assertThat(new CacheLayout(Path.of("/c")).artifact(digest))
        .hasToString("/c/artifacts-v1/sha256/e3/" + digest.hex());
  }
}
