package dev.pipsnapshot.fetcher.pip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.fetcher.failure.OptionRefused;
import dev.pipsnapshot.fetcher.failure.RequirementRefused;
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

  @Test
  void optionsCanBeToldFromTheArgumentsThatTheyGive() {
    var options =
        new PipOptions(
            List.of("six", ":all:"),
            List.of("wheel,b"),
            List.of("win_amd64", "win32"),
            Optional.of("3.9"),
            List.of("cp39"),
            Optional.of("cp"),
            List.of(Flag.NO_DEPS, Flag.REQUIRE_HASHES),
            List.of("--use-feature=fast-deps"));

    PipOptions told = PipOptions.ofMainRun(options.mainRun());

    assertThat(told.mainRun()).isEqualTo(options.mainRun());
    assertThat(told.nestedRun()).isEqualTo(options.nestedRun());
    assertThat(told.flags()).isEqualTo(options.flags());
  }

  @Test
  void anArgumentBehindItsPlaceWasPassedOn() {
    var arguments = List.of("--platform=win32", "--pre", "--abi=cp39", "--no-deps", "--x=y");

    PipOptions told = PipOptions.ofMainRun(arguments);

    assertThat(told.mainRun()).isEqualTo(arguments);
    assertThat(told.flags()).containsExactly(Flag.PRE);
    assertThat(told.others()).containsExactly("--abi=cp39", "--no-deps", "--x=y");
  }

  @Test
  void argumentsThatLeaveTheViewAreRefusedWhereverTheyComeFrom() {
    assertThatThrownBy(() -> PipOptions.ofMainRun(List.of("--index-url=https://a.example/")))
        .isInstanceOf(RequirementRefused.class);
    assertThatThrownBy(() -> PipOptions.ofMainRun(List.of("six")))
        .isInstanceOf(OptionRefused.class);
  }
}
