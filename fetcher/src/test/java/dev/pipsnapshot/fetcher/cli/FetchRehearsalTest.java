package dev.pipsnapshot.fetcher.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.SnapshotView;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FetchRehearsalTest {
  @Test
  void goesThroughWithoutPythonAndNetwork() {
    var view = SnapshotView.at(new Cutoff(Instant.parse("2021-05-01T00:00:00Z")));

    assertThatCode(() -> FetchRehearsal.run(view, Clock.systemUTC())).doesNotThrowAnyException();
  }
}
