package dev.pipsnapshot.fetcher.requirements;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Compares with what Python's packaging says; see the README beside the recorded lists. */
class EnvironmentMarkerTest {
  @Test
  void holdsWherePackagingSaysSo() throws IOException {
    Map<String, Map<String, String>> environments = new HashMap<>();
    for (String line : recorded("environments.tsv")) {
      String[] entry = line.split("\t", -1);
      environments.computeIfAbsent(entry[0], name -> new HashMap<>()).put(entry[1], entry[2]);
    }
    List<String> lines = recorded("markers.tsv");
    List<String> names = List.of(lines.get(0).strip().split(" ", -1));
    assertThat(lines).hasSizeGreaterThan(50);
    for (String line : lines.subList(1, lines.size())) {
      String[] entry = line.split("\t", -1);
      EnvironmentMarker marker =
          EnvironmentMarker.parse(entry[0]).orElseThrow(() -> new AssertionError(line));

      List<String> held =
          names.stream()
              .map(environments::get)
              .map(values -> MarkerEnvironment.ofLock(values, Set.of("Dev_tools")))
              .map(values -> marker.holds(values).map(String::valueOf).orElse("undefined"))
              .toList();

      assertThat(String.join(" ", held)).as(entry[0]).isEqualTo(entry[1]);
    }
  }

  @Test
  void understandsNothingThatPackagingRefuses() throws IOException {
    assertThat(recorded("not-markers.txt"))
        .isNotEmpty()
        .allSatisfy(text -> assertThat(EnvironmentMarker.parse(text)).as(text).isEmpty());
  }

  @Test
  void asksForExtrasByAnySpelling() {
    EnvironmentMarker marker = EnvironmentMarker.parse("extra == 'Test_All'").orElseThrow();

    assertThat(marker.holds(MarkerEnvironment.ofDependencies(Map.of(), Set.of("test-all"))))
        .contains(true);
    assertThat(marker.holds(MarkerEnvironment.ofDependencies(Map.of(), Set.of()))).contains(false);
  }

  @Test
  void survivesWhateverNestingThereIs() {
    assertThat(EnvironmentMarker.parse("(".repeat(50_000))).isEmpty();
    assertThat(EnvironmentMarker.parse("os_name == '" + "x".repeat(100_000) + "'")).isEmpty();
    assertThat(
            EnvironmentMarker.parse("os_name == 'nt'" + " or os_name == 'nt'".repeat(3000))
                .flatMap(marker -> marker.holds(MarkerEnvironment.of(Map.of("os_name", "nt")))))
        .contains(true);
  }

  private static List<String> recorded(String name) throws IOException {
    try (var in = EnvironmentMarkerTest.class.getResourceAsStream("markers/" + name)) {
      byte[] bytes = requireNonNull(in, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
  }
}
