package dev.pipsnapshot.proxy.cache.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class OutageTest {
  private final Outage outage = new Outage();

  @Test
  void isWarnedOfOnce() {
    assertThat(outage.failed()).isEqualTo(Level.WARN);
    assertThat(outage.failed()).isEqualTo(Level.DEBUG);
  }

  @Test
  void isWarnedOfAgainWhenItHasEnded() {
    outage.failed();

    outage.ends();

    assertThat(outage.failed()).isEqualTo(Level.WARN);
  }
}
