package dev.pipsnapshot.proxy.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Every text is a version, whose canonical spelling is the same version, or is none. */
class VersionFuzzTest {
  private static final Version SOME = Version.parse("1.0.post1").orElseThrow();
  private static final int LONGEST = 200;

  @FuzzTest
  void version(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    Optional<Version> version = Version.parse(text);
    version
        .filter(parsed -> parsed.toString().length() <= LONGEST)
        .ifPresent(
            parsed -> {
              assertThat(Version.parse(parsed.toString())).contains(parsed);
              assertThat(parsed.compareTo(SOME) < 0).isEqualTo(SOME.compareTo(parsed) > 0);
            });
  }

  @FuzzTest
  void specifiers(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    VersionSpecifiers guess = VersionSpecifiers.guess(text);
    VersionSpecifiers.parse(text)
        .ifPresent(all -> assertThat(all.admits(SOME)).isEqualTo(guess.admits(SOME)));
  }
}
