package dev.pipsnapshot.integration.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each pip starts on the Python that is chosen for it. */
class PipReleaseIT {
  private static final URI NO_INDEX = URI.create("http://127.0.0.1:0/simple/");

  @ParameterizedTest
  @EnumSource
  void startsOnThePythonChosenForIt(PipRelease release) {
    ProcessOutcome outcome = RealPip.of(release).command(NO_INDEX, "debug").run().assertSucceeded();

    assertThat(outcome.stdout()).contains("pip version: pip " + release.version());
  }

  @ParameterizedTest
  @EnumSource
  void noneIsLeftOutWhereThereIsAPython311(PipRelease release) {
    RequiredTool.onPath("python3.11");

    assertThat(release.python()).isExecutable();
  }
}
