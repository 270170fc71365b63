package dev.pipsnapshot.fetcher.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import org.junit.jupiter.api.Test;

class FetchTrainingRunTest {
  @Test
  void goesThroughWithoutPythonAndNetwork() {
    assertThatCode(() -> FetchTrainingRun.run(Clock.systemUTC())).doesNotThrowAnyException();
  }
}
