package dev.pipsnapshot.fetcher.pip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildTroubleTest {
  @Test
  void oldSetuptoolsWantNewerOnesOrAnOlderPython() {
    var trouble =
        BuildTrouble.in(List.of("AttributeError: module 'pkgutil' has no attribute 'ImpImporter'"));

    assertThat(trouble).contains(BuildTrouble.SETUPTOOLS_FOR_OLDER_PYTHONS);
    assertThat(trouble.get().remedy(Instant.parse("2021-05-01T00:00:00Z")))
        .contains("--build-date 2023-06-01", "--python");
  }

  @Test
  void newToolsWantOlderOnesUnlessTheyAreOldAlready() {
    var trouble = BuildTrouble.in(List.of("AttributeError: cython_sources"));

    assertThat(trouble).contains(BuildTrouble.CYTHON_3);
    assertThat(trouble.get().remedy(Instant.parse("2023-08-01T00:00:00Z")))
        .contains("--build-date 2023-07-01");
    assertThat(trouble.get().remedy(Instant.parse("2022-08-01T00:00:00Z")))
        .contains("--python")
        .doesNotContain("--build-date");
  }

  @Test
  void theRestIsUnknown() {
    assertThat(BuildTrouble.in(List.of("no compiler for the frobnicator"))).isEmpty();
  }
}
