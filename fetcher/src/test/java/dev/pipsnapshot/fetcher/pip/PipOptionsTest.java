package dev.pipsnapshot.fetcher.pip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.fetcher.pip.PipOptions.Flag;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipOptionsTest {
  @Test
  void saysAllBeforeItsExceptions() {
    var options =
        new PipOptions(
            List.of("six"),
            List.of(":all:"),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            List.of());

    assertThat(options.mainRun()).containsExactly("--no-binary=:all:", "--only-binary=six");
  }

  @Test
  void buildEnvironmentsGetOnlyWhatPipHandsOn() {
    var options =
        new PipOptions(
            List.of(":all:"),
            List.of("six"),
            List.of("win_amd64"),
            Optional.of("3.9"),
            List.of("cp39"),
            Optional.of("cp"),
            List.of(Flag.NO_DEPS, Flag.PRE, Flag.PREFER_BINARY, Flag.REQUIRE_HASHES),
            List.of("--use-feature=fast-deps"));

    assertThat(options.mainRun())
        .containsExactly(
            "--only-binary=:all:",
            "--no-binary=six",
            "--platform=win_amd64",
            "--python-version=3.9",
            "--abi=cp39",
            "--implementation=cp",
            "--no-deps",
            "--pre",
            "--prefer-binary",
            "--require-hashes",
            "--use-feature=fast-deps");
    assertThat(options.nestedRun())
        .containsExactly("--only-binary=:all:", "--no-binary=six", "--pre", "--prefer-binary");
  }
}
