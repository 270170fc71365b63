package dev.pipsnapshot.proxy.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Every text is an instant that is not in the future, or is refused with advice. */
class CutoffFuzzTest {
  private static final Instant NOW = Instant.parse("2024-06-01T00:00:00Z");

  @FuzzTest
  void parse(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    Cutoff cutoff;
    try {
      cutoff = Cutoff.parse(text, NOW);
    } catch (CutoffSyntaxException expected) {
      assertThat(expected.diagnostic().message()).isNotEmpty();
      return;
    }
    assertThat(cutoff.instant()).isBeforeOrEqualTo(NOW);
    assertThat(Cutoff.parse(cutoff.toString(), NOW)).isEqualTo(cutoff);
  }
}
