package dev.pipsnapshot.fetcher.ahead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseVersionTest {
  @Test
  void sortsAsPep440Does() {
    List<String> ascending =
        List.of(
            "1.0.dev456",
            "1.0a1",
            "1.0a2.dev456",
            "1.0a12.dev456",
            "1.0a12",
            "1.0b1.dev456",
            "1.0b2",
            "1.0b2.post345.dev456",
            "1.0b2.post345",
            "1.0rc1.dev456",
            "1.0rc1",
            "1.0",
            "1.0.post456.dev34",
            "1.0.post456",
            "1.0.15",
            "1.1.dev1",
            "1!0.1");

    assertThat(ascending.stream().map(ReleaseVersion::parse).map(Optional::orElseThrow).toList())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void readsOtherSpellingsOfOneVersion() {
    assertThat(ReleaseVersion.parse("v1.0-Beta.1"))
        .isEqualTo(ReleaseVersion.parse("1.0.0b1"))
        .isPresent();
    assertThat(ReleaseVersion.parse("1.0-1")).isEqualTo(ReleaseVersion.parse("1.0.post1"));
    assertThat(ReleaseVersion.parse("1.0+local.1")).isEqualTo(ReleaseVersion.parse("1"));
  }

  @Test
  void knowsWhatIsNoVersion() {
    assertThat(ReleaseVersion.parse("")).isEmpty();
    assertThat(ReleaseVersion.parse("latest")).isEmpty();
    assertThat(ReleaseVersion.parse("1.*")).isEmpty();
    assertThat(ReleaseVersion.parse("1".repeat(500))).isEmpty();
  }
}
