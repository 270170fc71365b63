package dev.pipsnapshot.proxy.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  @Test
  void servesThePageInEachFormatWithoutANetwork() {
    assertThatCode(() -> Rehearsal.run(Clock.systemUTC())).doesNotThrowAnyException();
  }
}
