package dev.pipsnapshot.proxy.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.SnapshotView;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  @Test
  void servesThePageInEachFormatWithoutANetwork() {
    var view = SnapshotView.at(new Cutoff(Instant.parse("2021-05-01T00:00:00Z")));

    assertThatCode(() -> Rehearsal.run(Optional.of(view), Clock.systemUTC()))
        .doesNotThrowAnyException();
  }
}
