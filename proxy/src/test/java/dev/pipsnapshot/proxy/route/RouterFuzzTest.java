package dev.pipsnapshot.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Every request target has a route, and no route leads out of the proxy. */
class RouterFuzzTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-06-01T00:00:00Z"), ZoneOffset.UTC);
  private static final Router ROUTER = new Router(CLOCK, Optional.empty());

  @FuzzTest
  void route(byte[] bytes) {
    var target = new String(bytes, StandardCharsets.UTF_8);
    Route route = ROUTER.route(target);
    if (route instanceof Route.Moved moved) {
      assertThat(moved.relativeLocation()).matches("(\\.\\./)*[a-z0-9-]+/?(\\?[!-~]*)?");
    }
    if (route instanceof Route.Artifact artifact) {
      assertIsOneName(artifact.filename());
    }
    if (route instanceof Route.ArtifactMetadata metadata) {
      assertIsOneName(metadata.filename());
    }
  }

  private static void assertIsOneName(String filename) {
    assertThat(filename).isNotEmpty().doesNotStartWith(".").doesNotContain("/", "\\", "\n", "\0");
  }
}
