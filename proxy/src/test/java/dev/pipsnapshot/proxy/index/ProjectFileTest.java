package dev.pipsnapshot.proxy.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFileTest {
  private static final String URL = "https://files.example/a-1.tar.gz";

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "a\\b", "a\nb", "a\u0000b", "a\u0085b", "a\ud800b"})
  void refusesNamesThatAreNoPlainFileName(String filename) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProjectFile.builder(filename, URL).build());
  }

  @Test
  void encodesOnlyWhatUrlsNeed() {
    assertThat(ProjectFile.builder("a-1.0+x.tar.gz", URL).build().filenameInUrl())
        .isEqualTo("a-1.0%2Bx.tar.gz");
    assertThat(ProjectFile.builder("a b%#?é.zip", URL).build().filenameInUrl())
        .isEqualTo("a%20b%25%23%3F%C3%A9.zip");
    assertThat(ProjectFile.builder("six-1.16.0.tar.gz", URL).build().filenameInUrl())
        .isEqualTo("six-1.16.0.tar.gz");
  }

  @Test
  void originalUrlIsTheOriginWhereOneIsKnown() {
    var file = ProjectFile.builder("a-1.tar.gz", URL).build();

    assertThat(file.originalUrl()).isEqualTo(URL);
    assertThat(file.toBuilder().origin("https://first.example/a").build().originalUrl())
        .isEqualTo("https://first.example/a");
  }

  @Test
  void digestsAreCheckedAndLowered() {
    assertThat(Hashes.of("sha256", "AB".repeat(32)).get("sha256")).contains("ab".repeat(32));
    assertThatIllegalArgumentException().isThrownBy(() -> Hashes.of("sha256", "ab"));
    assertThatIllegalArgumentException().isThrownBy(() -> Hashes.of("md5", "xyz0"));
    assertThatIllegalArgumentException().isThrownBy(() -> Hashes.of("md5\" onclick", "ab"));
  }
}
