package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pipsnapshot.integration.support.ExternalCommand;
import dev.pipsnapshot.integration.support.MachineIndex;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.Python;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine's real index: what is served, against what its legacy API says of times. */
@Tag("live")
class LiveIT {
  private static final List<String> INSTANTS =
      List.of("2020-01-01T00:00:00Z", "2023-05-17T12:34:56Z");

  private static URI index;
  private static ProxyProcess proxy;

  @BeforeAll
  static void start(@TempDir Path cache) throws Exception {
    index = MachineIndex.url();
    var starter = ProxyProcess.before(index, cache);
    MachineIndex.access().forEach(starter::env);
    proxy = starter.start();
  }

  @AfterAll
  static void stop() {
    proxy.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jupyterlab", "numpy", "requests", "setuptools", "boto3"})
  void namesAndDigestsAreThoseThatTheLegacyApiDates(String project) throws Exception {
    JsonNode legacy = legacy(project);
    for (String instant : INSTANTS) {
      URI view = proxy.resolve("snapshot/" + instant + "/simple/");
      Map<String, String> expected = uploadedBefore(Instant.parse(instant), legacy);

      assertThat(expected).as("%s before %s", project, instant).isNotEmpty();
      assertThat(ProjectPage.filesInJson(view, project))
          .as(
              "%s before %s, in JSON; a file that the legacy API lacks cannot be dated by it",
              project, instant)
          .isEqualTo(expected);
      assertThat(ProjectPage.filesInHtml(view, project))
          .as("%s before %s, in HTML", project, instant)
          .isEqualTo(expected);
    }
  }

  private static Map<String, String> uploadedBefore(Instant cutoff, JsonNode legacy) {
    Map<String, String> digests = new TreeMap<>();
    for (JsonNode release : legacy.path("releases")) {
      for (JsonNode file : release) {
        if (Instant.parse(file.path("upload_time_iso_8601").asText()).isBefore(cutoff)) {
          String filename = file.path("filename").asText();
          String digest = file.path("digests").path("sha256").asText();
          String earlier = digests.put(filename, digest);
          assertThat(earlier)
              .as("the legacy API lists %s twice, with different digests", filename)
              .isIn(null, digest);
        }
      }
    }
    return digests;
  }

  /** By Python, which trusts what the machine trusts and shares nothing with the product. */
  private static JsonNode legacy(String project) throws Exception {
    String get =
        "import sys, urllib.request as r; sys.stdout.buffer.write(r.urlopen(sys.argv[1]).read())";
    URI url = index.resolve("../pypi/" + project + "/json");
    return new ObjectMapper()
        .readTree(
            ExternalCommand.inOwnEnvironment(Python.executable(), "-c", get, url)
                .run()
                .assertSucceeded()
                .stdout());
  }
}
