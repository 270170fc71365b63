package dev.pipsnapshot.fetcher.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pipsnapshot.fetcher.failure.FetchException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every requirement is understood, or refused for what it is. */
class RequirementsFuzzTest {
  private static final RequirementScanner SCANNER = new RequirementScanner(Set.of("files.example"));

  @FuzzTest
  void argument(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    try {
      var scanned = SCANNER.scan(new RequirementSources(List.of(text), List.of(), List.of()));
      assertThat(scanned.directUrls())
          .allSatisfy(url -> assertThat(url.getHost()).isEqualToIgnoringCase("files.example"));
    } catch (FetchException expected) {
      assertThat(expected.diagnostic().message()).isNotEmpty();
    }
  }

  @FuzzTest
  void marker(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    var environment = MarkerEnvironment.ofLock(Map.of("python_version", "3.11"), Set.of("dev"));
    assertThat(EnvironmentMarker.parse(text).flatMap(parsed -> parsed.holds(environment)))
        .isNotNull();
  }

  @FuzzTest
  void lines(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    try {
      for (LogicalLine line : RequirementsFile.logicalLines("requirements.txt", text)) {
        assertThat(ShellWords.split(line)).doesNotContainNull();
        HashedRequirements hashed = HashedRequirements.of(List.of(line));
        assertThat(hashed.requirements()).allMatch(one -> !one.digests().isEmpty());
      }
    } catch (FetchException expected) {
      assertThat(expected.diagnostic().message()).isNotEmpty();
    }
  }
}
