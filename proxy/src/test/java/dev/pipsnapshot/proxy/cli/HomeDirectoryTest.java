package dev.pipsnapshot.proxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HomeDirectoryTest {
  @Test
  void isWhatTheEnvironmentSays() {
    assertThat(HomeDirectory.of(Map.of("HOME", "/home/other"))).contains(Path.of("/home/other"));
  }

  @Test
  void isThatOfTheUserWhereTheEnvironmentSaysNothing() {
    Path ofUser = Path.of(System.getProperty("user.home"));

    assertThat(HomeDirectory.of(Map.of()).filter(ofUser::equals).isPresent())
        .isEqualTo(ofUser.isAbsolute());
    assertThat(HomeDirectory.of(Map.of("HOME", "")))
        .isEqualTo(HomeDirectory.of(Map.of("HOME", "relative")))
        .isEqualTo(HomeDirectory.of(Map.of()));
  }
}
