package dev.pipsnapshot.integration.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees while files come, and after. */
class ProgressIT {
  private static final String WHEEL = "app-1.0-py3-none-any.whl";

  private final FixtureIndex index =
      FixtureIndex.start()
          .publish("2020-01-01T00:00:00Z", WheelFile.of("app", "1.0").withBallast(1 << 20));

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void aTerminalShowsABarThatLeavesTheSummaryOnly() {
    ProcessOutcome shown = fetch().onTerminal().run().assertSucceeded();

    assertThat(shown.stdout())
        .contains("fetch", " MB", WHEEL, "0 cached", "\r")
        .doesNotContain("network " + WHEEL);
    assertThat(
            shown
                .stdout()
                .substring(shown.stdout().lastIndexOf('\r', shown.stdout().indexOf("as of"))))
        .contains("downloaded  1.0 MB", "outputHash = \"sha256-")
        .doesNotContain("MB/s");
  }

  @Test
  void elsewhereThereAreLines() {
    ProcessOutcome shown = fetch().run().assertSucceeded();

    assertThat(shown.stderr())
        .contains("network " + WHEEL, "downloaded  1.0 MB")
        .doesNotContain("\r", "\u001b");
    assertThat(shown.stdout()).matches("sha256-\\S+\\R");
  }

  private FetchProcess.Starter fetch() {
    return FetchProcess.from(index.url(), folder.resolve("cache"))
        .date("2020-06-01")
        .dest(folder.resolve("dest"))
        .with("app");
  }
}
