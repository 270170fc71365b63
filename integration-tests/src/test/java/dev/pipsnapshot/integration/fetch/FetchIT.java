package dev.pipsnapshot.integration.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pipsnapshot.integration.support.DatedIndexProcess;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.Snapshot;
import dev.pipsnapshot.integration.support.dist.PublishedFile;
import dev.pipsnapshot.integration.support.dist.SdistFile;
import dev.pipsnapshot.integration.support.dist.TinyBackend;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One fetch, and what can be done with its directory and its cache. */
class FetchIT {
  private static final String BEFORE = "2020-01-01T00:00:00Z";
  private static final String AFTER = "2020-07-01T00:00:00Z";
  private static final String CUTOFF = "2020-06-01T00:00:00Z";
  private static final List<String> FILES =
      List.of(
          "app-1.0-py3-none-any.whl",
          "library-1.0-py3-none-any.whl",
          "source-1.0.tar.gz",
          "tinybackend_witness-1.0-py3-none-any.whl");

  private static FixtureIndex index;
  private static Path cache;
  private static Snapshot first;
  private static JsonNode report;

  @TempDir private Path folder;

  @BeforeAll
  static void fetchOnce(@TempDir Path work) throws Exception {
    cache = work.resolve("cache");
    first = new Snapshot(work.resolve("first"));
    index =
        FixtureIndex.start()
            .publish(BEFORE, WheelFile.of("app", "1.0").requires("library", "source"))
            .publish(BEFORE, WheelFile.of("library", "1.0"))
            .publish(AFTER, WheelFile.of("library", "2.0"))
            .publish(BEFORE, SdistFile.of("source", "1.0").buildRequires("tinybackend"))
            .publish(BEFORE, TinyBackend.wheel("1.0"), TinyBackend.witness("1.0"))
            .publish(AFTER, TinyBackend.wheel("2.0"), TinyBackend.witness("2.0"));
    report = json(fetch(first.directory(), "--json").run().assertSucceeded());
  }

  @AfterAll
  static void stop() {
    index.close();
  }

  @Test
  void theDirectoryIsExactlyTheFilesAsTheyWereUploaded() throws Exception {
    assertThat(first.entries()).containsExactlyElementsOf(FILES);
    for (String project : List.of("app", "library", "source", TinyBackend.WITNESS)) {
      PublishedFile uploaded = index.files(project).get(0);
      Path file = first.directory().resolve(uploaded.file().filename());
      assertThat(file).hasBinaryContent(uploaded.file().content());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-r--r--");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.directory())))
        .isEqualTo("rwxr-xr-x");
  }

  @Test
  void theHashIsThatOfNixAndOfWhatPipAloneDownloads() throws Exception {
    String hash = fetch(folder.resolve("again")).hash();
    try (var dated = DatedIndexProcess.before(index.url(), CUTOFF)) {
      RealPip.of(RealPip.NEW)
          .download(dated.indexUrl(), folder.resolve("pip"), "app")
          .run()
          .assertSucceeded();
    }

    assertThat(hash)
        .isEqualTo(report.at("/hash/sri").asText())
        .isEqualTo(first.nixHash())
        .isEqualTo(new Snapshot(folder.resolve("pip")).nixHash());
  }

  @Test
  void theReportForMachinesTellsEverything() {
    assertThat(report.path("cutoff").asText()).isEqualTo(CUTOFF);
    assertThat(report.path("directory").asText()).isEqualTo(first.directory().toString());
    assertThat(report.at("/interpreter/executable").asText()).isNotEmpty();
    assertThat(report.path("pip").asText()).isNotEmpty();
    assertThat(report.path("decided-by").asText()).isEqualTo("pip");
    assertThat(report.path("hash").fieldNames())
        .toIterable()
        .contains("sri", "nix32", "base16", "base64");
    assertThat(report.path("store-path").asText()).startsWith("/nix/store/").endsWith("-first");
    assertThat(report.path("refused")).isEmpty();
    assertThat(report.at("/bytes/total").asLong())
        .isEqualTo(
            report.path("files").findValues("size").stream().mapToLong(JsonNode::asLong).sum());
    assertThat(report.at("/seconds/total").isNumber()).isTrue();
    assertThat(report.path("files"))
        .extracting(file -> file.path("path").asText())
        .isEqualTo(FILES);
    PublishedFile library = index.files("library").get(0);
    JsonNode listed = report.path("files").get(1);
    assertThat(listed.path("name").asText()).isEqualTo("library");
    assertThat(listed.path("version").asText()).isEqualTo("1.0");
    assertThat(listed.path("size").asInt()).isEqualTo(library.file().size());
    assertThat(listed.path("sha256").asText()).isEqualTo(library.file().sha256());
    assertThat(listed.path("upload-time").asText()).isEqualTo(BEFORE);
    assertThat(listed.path("url").asText()).endsWith("/library-1.0-py3-none-any.whl");
    assertThat(listed.path("from").asText()).isEqualTo("network");
  }

  @Test
  void whatAFetchLeftIsReplacedOnlyByForce() throws Exception {
    Path dest = Files.createDirectory(folder.resolve("dest"));
    Path old = Files.writeString(dest.resolve("old-1.0.tar.gz"), "text");

    ProcessOutcome refused = fetch(dest).run();
    assertThat(refused.exitCode()).as(refused.output()).isEqualTo(6);
    assertThat(refused.stderr()).contains("exists and is not empty", "--force");
    assertThat(old).hasContent("text");

    fetch(dest, "--force").run().assertSucceeded();
    assertThat(new Snapshot(dest).entries()).isEqualTo(FILES);
    assertThat(folder.toFile().list()).containsExactly("dest");
  }

  @Test
  void forceReplacesNothingThatNoFetchLeft() throws Exception {
    Path dest = Files.createDirectory(folder.resolve("dest"));
    Path precious = Files.writeString(dest.resolve("precious"), "text");
    Files.writeString(dest.resolve("app-0.9.tar.gz"), "");

    for (String given : List.of("--no-deps", "--force")) {
      ProcessOutcome refused = fetch(dest, given).run();
      assertThat(refused.exitCode()).as(refused.output()).isEqualTo(6);
      assertThat(refused.stderr()).contains(given.equals("--force") ? "precious" : "not empty");
    }
    assertThat(fetch(dest).run().stderr()).doesNotContain("--force");
    assertThat(precious).hasContent("text");
    assertThat(folder.toFile().list()).containsExactly("dest");
  }

  @Test
  void forceReplacesNeitherTheWorkingDirectoryNorWhatIsAboveItNorALink() throws Exception {
    Path project = Files.createDirectory(folder.resolve("project"));
    Files.createDirectory(project.resolve(".git"));
    Files.writeString(project.resolve("requirements.txt"), "app");
    Path lock = project.resolve("pylock.toml");
    fetch(folder.resolve("wheels"), "--lock", lock).run().assertSucceeded();
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("wheels"));

    for (Object dest : List.of(".", "..", "../project/.git/..", link)) {
      for (FetchProcess.Starter fetch :
          List.of(
              FetchProcess.from(index.url(), cache)
                  .date(CUTOFF)
                  .with("-r", project.resolve("requirements.txt")),
              FetchProcess.restoring(lock, index.url(), cache))) {
        ProcessOutcome refused =
            fetch
                .with("--force", "-d", dest)
                .inside(List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", project.toString()))
                .run();
        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(6);
        assertThat(refused.stderr()).containsAnyOf("the working directory", "is a link");
      }
    }
    assertThat(project.toFile().list())
        .containsExactlyInAnyOrder(".git", "requirements.txt", "pylock.toml");
    assertThat(new Snapshot(folder.resolve("wheels")).entries()).isEqualTo(FILES);
  }

  @Test
  void anotherHashThanExpectedIsRefusedAndBothAreTold() {
    String expected = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    ProcessOutcome refused = fetch(folder.resolve("dest"), "--expect-hash", expected).run();

    assertThat(refused.exitCode()).as(refused.output()).isEqualTo(5);
    assertThat(refused.stderr())
        .contains("specified: " + expected, "got:    " + report.at("/hash/sri").asText());
    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void aHashThatCouldNotBePrintedIsNoSuccess() {
    ProcessOutcome unheard =
        fetch(folder.resolve("dest"))
            .inside(List.of("sh", "-c", "exec \"$@\" >/dev/full", "sh"))
            .run();

    assertThat(unheard.exitCode()).as(unheard.output()).isEqualTo(6);
    assertThat(unheard.stderr()).contains("cannot write to standard output");
  }

  @Test
  void aRunningProxyGivesTheSameFromItsCache() throws Exception {
    try (var proxy = ProxyProcess.before(index.url(), cache).start()) {
      long before = upstreamFiles();

      String hash =
          FetchProcess.through(proxy, folder.resolve("cache"))
              .date(CUTOFF)
              .dest(folder.resolve("dest"))
              .with("app")
              .hash();

      assertThat(hash).isEqualTo(report.at("/hash/sri").asText());
      assertThat(upstreamFiles()).as("files asked of the index").isEqualTo(before);
    }
  }

  private static long upstreamFiles() {
    return index.log().lines().stream().filter(line -> line.contains("/packages/")).count();
  }

  private static FetchProcess.Starter fetch(Path dest, Object... words) {
    return FetchProcess.from(index.url(), cache).date(CUTOFF).dest(dest).with("app").with(words);
  }

  private static JsonNode json(ProcessOutcome outcome) throws Exception {
    return new ObjectMapper().readTree(outcome.stdout());
  }
}
