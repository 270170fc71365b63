package dev.pipsnapshot.integration.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Fault;
import dev.pipsnapshot.integration.support.http.Gate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fetch that is ended while pip waits for a file. */
class EndsIT {
  private static final String WHEEL = "app-1.0-py3-none-any.whl";
  private static final int BALLAST = 1 << 20;
  private static final int INTERRUPTED = 130;

  private final FixtureIndex index =
      FixtureIndex.start()
          .publish("2020-01-01T00:00:00Z", WheelFile.of("app", "1.0").withBallast(BALLAST));
  private final Gate gate = new Gate();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    gate.close();
    index.close();
  }

  @Test
  void anInterruptedOneLeavesNothing() throws Exception {
    index.breakFile(WHEEL, Fault.heldAfter(BALLAST / 2, gate));
    Path parent = Files.createDirectory(folder.resolve("parent"));
    try (var fetch = fetch(parent).start()) {
      gate.awaitReached();
      List<ProcessHandle> children = fetch.descendants();

      assertThat(fetch.interrupt().exitCode()).isEqualTo(INTERRUPTED);

      assertThat(children).hasSizeGreaterThan(1);
      FetchProcess.awaitEnd(children);
      assertThat(parent).isEmptyDirectory();
    }
  }

  @Test
  void aKilledOneLeavesNoProcessAndNothingThatTheNextDoesNotClean() throws Exception {
    index.breakFile(WHEEL, 1, Fault.heldAfter(BALLAST / 2, gate));
    Path parent = Files.createDirectory(folder.resolve("parent"));
    try (var fetch = fetch(parent).start()) {
      gate.awaitReached();
      List<ProcessHandle> children = fetch.descendants();

      fetch.kill().exitCode();

      assertThat(children).hasSizeGreaterThan(1);
      FetchProcess.awaitEnd(children);
    }
    assertThat(parent.toFile().list()).isNotEmpty().doesNotContain("dest");

    fetch(parent).run().assertSucceeded();
    assertThat(parent.toFile().list()).containsExactly("dest");
    assertThat(parent.resolve("dest").toFile().list()).containsExactly(WHEEL);
  }

  private FetchProcess.Starter fetch(Path parent) {
    return FetchProcess.from(index.url(), folder.resolve("cache"))
        .date("2020-06-01")
        .dest(parent.resolve("dest"))
        .with("app");
  }
}
