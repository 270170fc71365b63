package dev.pipsnapshot.integration.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each pip starts on the Python that is chosen for it. */
class PipReleaseIT {
  private static final URI NO_INDEX = URI.create("http://127.0.0.1:9/simple/");

  @ParameterizedTest
  @EnumSource
  void startsOnThePythonChosenForIt(PipRelease release) {
    RealPip.of(release).command(NO_INDEX, "list").run().assertSucceeded();
  }

  @ParameterizedTest
  @EnumSource
  void noneIsLeftOutWhereThereIsAPython311(PipRelease release) {
    assumeTrue(RequiredTool.find("python3.11").isPresent(), "there is no python3.11");

    assertThat(release.python()).isExecutable();
  }
}
