package dev.pipsnapshot.fetcher.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import org.junit.jupiter.api.Test;

class FetchRehearsalTest {
  @Test
  void goesThroughWithoutPythonAndNetwork() {
    assertThatCode(() -> FetchRehearsal.run(Clock.systemUTC())).doesNotThrowAnyException();
  }
}
