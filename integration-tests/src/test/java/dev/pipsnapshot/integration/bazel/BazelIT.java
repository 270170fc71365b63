package dev.pipsnapshot.integration.bazel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pipsnapshot.integration.support.ExternalCommand;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.RequiredTool;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the how-to on Bazel says, without rules_python, which cannot be had here. */
class BazelIT {
  private static final String CUTOFF = "2020-06-01";
  private static final String BUILD =
      """
      genrule(
          name = "module",
          srcs = ["@app//file"],
          outs = ["module.py"],
          cmd = "unzip -p $< app/__init__.py > $@",
      )
      """;

  @TempDir private Path folder;
  private Path workspace;
  private URI goneIndex;
  private JsonNode locked;

  /** A wheel that a fetch has decided on, in a cache behind which there is no index any more. */
  @BeforeEach
  void fetchOnce() throws Exception {
    RequiredTool.onPath("unzip");
    workspace = Files.createDirectory(folder.resolve("workspace"));
    Files.writeString(workspace.resolve("BUILD"), BUILD);
    try (var index =
        FixtureIndex.start().publish("2020-01-01T00:00:00Z", WheelFile.of("app", "1.0"))) {
      ProcessOutcome fetched =
          FetchProcess.from(index.url(), folder.resolve("cache"))
              .date(CUTOFF)
              .dest(folder.resolve("dest"))
              .with("--json", "app")
              .run()
              .assertSucceeded();
      goneIndex = index.url();
      locked = new ObjectMapper().readTree(fetched.stdout()).path("files").path(0);
    }
  }

  @Test
  void aLockedWheelIsBuiltFromOutOfTheCache() throws Exception {
    try (var proxy = offline()) {
      httpFile(proxy, locked.path("sha256").asText());

      bazel("build", "//:module").run().assertSucceeded();

      assertThat(workspace.resolve("bazel-bin/module.py")).hasContent("__version__ = \"1.0\"\n");
    }
  }

  @Test
  void anotherDigestThanTheLockedOneGivesNothing() throws Exception {
    try (var proxy = offline()) {
      httpFile(proxy, "0".repeat(64));

      ProcessOutcome refused = bazel("build", "//:module").run();

      assertThat(refused.exitCode()).as(refused.output()).isNotZero();
      assertThat(refused.stderr()).contains(locked.path("path").asText());
    }
  }

  private ProxyProcess offline() throws Exception {
    return ProxyProcess.before(goneIndex, folder.resolve("cache")).with("--offline").start();
  }

  private void httpFile(ProxyProcess proxy, String digest) throws Exception {
    Files.writeString(
        workspace.resolve("WORKSPACE"),
        """
        load("@bazel_tools//tools/build_defs/repo:http.bzl", "http_file")

        http_file(
            name = "app",
            downloaded_file_path = "%s",
            sha256 = "%s",
            urls = ["%s"],
        )
        """
            .formatted(
                locked.path("path").asText(),
                digest,
                proxy.resolve(
                    "files/"
                        + locked.path("sha256").asText()
                        + "/"
                        + locked.path("path").asText())));
  }

  private ExternalCommand bazel(Object... words) {
    return ExternalCommand.of("env", "-C", workspace, RequiredTool.onPath("bazel"))
        .with("--batch", "--output_user_root=" + folder.resolve("bazel"))
        .with(words)
        .env("HOME", folder.resolve("home"))
        .env("USER", "tester");
  }
}
