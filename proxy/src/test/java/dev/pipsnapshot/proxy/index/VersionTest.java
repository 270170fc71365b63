package dev.pipsnapshot.proxy.index;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with what Python's packaging says; see the README beside the recorded lists. */
class VersionTest {
  @Test
  void spellsAndOrdersRealVersionsAsPackagingDoes() throws IOException {
    List<Version> ordered = new ArrayList<>();
    for (String line : recorded("versions.tsv")) {
      String canonical = line.split("\t", -1)[0];
      List<Version> equal = new ArrayList<>();
      for (String spelling : line.split("\t", -1)[1].split(" ", -1)) {
        equal.add(Version.parse(spelling).orElseThrow(() -> new AssertionError(spelling)));
        assertThat(Version.canonical(spelling)).isEqualTo(canonical);
      }
      assertThat(equal).as(line).allMatch(equal.get(0)::equals);
      assertThat(equal.get(0)).hasToString(canonical);
      ordered.add(equal.get(0));
    }
    assertThat(ordered).hasSizeGreaterThan(800).isSorted().doesNotHaveDuplicates();
    for (int i = 1; i < ordered.size(); i++) {
      assertThat(ordered.get(i - 1)).isLessThan(ordered.get(i));
    }
  }

  @Test
  void refusesWhatPackagingRefuses() throws IOException {
    assertThat(recorded("not-versions.txt"))
        .isNotEmpty()
        .allSatisfy(text -> assertThat(Version.parse(text)).as(text).isEmpty());
  }

  @Test
  void admitsWhatPackagingAdmits() throws IOException {
    List<String> lines = recorded("specifiers.tsv");
    List<String> versions = List.of(lines.get(0).strip().split(" ", -1));
    for (String line : lines.subList(1, lines.size())) {
      String[] recorded = line.split("\t", -1);
      VersionSpecifiers specifiers =
          VersionSpecifiers.parse(recorded[0]).orElseThrow(() -> new AssertionError(line));

      List<String> admitted =
          versions.stream()
              .filter(version -> specifiers.admits(Version.parse(version).orElseThrow()))
              .toList();

      assertThat(String.join(" ", admitted)).as(recorded[0]).isEqualTo(recorded[1]);
    }
  }

  @Test
  void understandsNoSpecifiersThatPackagingRefuses() throws IOException {
    assertThat(recorded("not-specifiers.txt"))
        .isNotEmpty()
        .allSatisfy(text -> assertThat(VersionSpecifiers.parse(text)).as(text).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"1.0_local.1, 1.0+local-1", "2.0.1_cu118, 2.0.1+cu118", "1.0_b1, 1.0b1"})
  void takesAnUnderscoreForAPlusSignInAFilesName(String inName, String version) {
    assertThat(Version.ofFilename(inName)).isEqualTo(Version.parse(version)).isPresent();
    assertThat(Version.canonical(inName)).isEqualTo(Version.canonical(version));
  }

  @ParameterizedTest
  @CsvSource({"odd, even", "1.0, odd", "1.0-a-b, 1.0-a-c"})
  void textsThatAreNoVersionsStandForThemselves(String one, String other) {
    assertThat(Version.canonical(one)).isNotEqualTo(Version.canonical(other));
    assertThat(Version.canonical(other)).isEqualTo(Version.canonical(" " + other));
  }

  @ParameterizedTest
  @ValueSource(strings = {">=3.6.*", "nonsense", ">=x, <y"})
  void guessesThatWhatIsNotUnderstoodAdmitsAll(String text) {
    assertThat(VersionSpecifiers.guess(text).admits(Version.parse("3.0").orElseThrow())).isTrue();
  }

  @Test
  void survivesNumbersAndTextsOfAnyLength() {
    assertThat(Version.parse("1." + "9".repeat(190))).isPresent();
    assertThat(Version.parse("1." + "9".repeat(1_000_000))).isEmpty();
    assertThat(VersionSpecifiers.parse(">=1,".repeat(1_000_000))).isEmpty();
    assertThat(VersionSpecifiers.parse("==1" + ".1".repeat(1_000_000) + ".*")).isEmpty();
  }

  private static List<String> recorded(String name) throws IOException {
    try (var in = VersionTest.class.getResourceAsStream("versions/" + name)) {
      byte[] bytes = requireNonNull(in, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
  }
}
