package dev.pipsnapshot.proxy.cache.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.CacheFixture;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationLedgerTest {
  private static final FileState STATE = new FileState(true, 1, 2, "inode");
  private static final Sha256 FIRST = CacheFixture.digest(new byte[] {1});
  private static final Sha256 SECOND = CacheFixture.digest(new byte[] {2});

  private CacheLayout layout = new CacheLayout(Path.of("/"));

  @BeforeEach
  void name(@TempDir Path folder) {
    layout = new CacheLayout(folder);
  }

  @Test
  void confirmsTheStateInWhichAnArtifactWasHashedAndNoOther() {
    VerificationLedger ledger = ledger(2);
    ledger.confirm(FIRST, STATE);

    assertThat(ledger.confirms(FIRST, STATE)).isTrue();
    assertThat(ledger.confirms(FIRST, new FileState(true, 1, 3, "inode"))).isFalse();
    assertThat(ledger.confirms(SECOND, STATE)).isFalse();
    assertThat(ledger(2).confirms(FIRST, STATE)).as("in a later process").isTrue();
  }

  @Test
  void readsRecordsAgainThatItHasNoRoomFor() throws IOException {
    VerificationLedger ledger = ledger(1);
    ledger.confirm(FIRST, STATE);
    ledger.confirm(SECOND, STATE);

    assertThat(ledger.confirms(FIRST, STATE)).isTrue();
    Files.delete(layout.verification(FIRST));
    Files.delete(layout.verification(SECOND));
    assertThat(ledger.confirms(FIRST, STATE)).isTrue();
    assertThat(ledger.confirms(SECOND, STATE)).isFalse();
  }

  @Test
  void correctsAUseThatWasNotedWhileTheClockRanAhead() throws IOException {
    Instant now = CacheFixture.CLOCK.instant();
    Clock ahead = Clock.offset(CacheFixture.CLOCK, Duration.ofDays(365));
    new VerificationLedger(layout, new AtomicFile("1"), ahead, 2).confirm(FIRST, STATE);

    VerificationLedger ledger = ledger(2);
    ledger.confirms(FIRST, STATE);
    ledger.used(FIRST);
    assertThat(Files.getLastModifiedTime(layout.verification(FIRST)).toInstant()).isEqualTo(now);
  }

  private VerificationLedger ledger(int maxKnown) {
    return new VerificationLedger(layout, new AtomicFile("1"), CacheFixture.CLOCK, maxKnown);
  }
}
