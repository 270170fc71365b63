package dev.pipsnapshot.proxy.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import org.junit.jupiter.api.Test;

class TrainingRunTest {
  @Test
  void servesThePageInEachFormatWithoutANetwork() {
    assertThatCode(() -> TrainingRun.run(Clock.systemUTC())).doesNotThrowAnyException();
  }
}
