package dev.pipsnapshot.integration.proxy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.PageShape;
import dev.pipsnapshot.integration.support.PipRelease;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.RealUv;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One project for each form of page; each has a file just before the cutoff and one at it. */
class SnapshotViewIT {
  private static final String JUST_BEFORE = "2020-06-01T11:59:59.999999Z";
  private static final String CUTOFF = "2020-06-01T12:00:00Z";

  private static final Map<String, PageShape> SHAPES = new LinkedHashMap<>();

  private static FixtureIndex index;
  private static ProxyProcess proxy;

  @TempDir private Path dest;

  static {
    Stream.of(PageShape.values())
        .filter(shape -> !shape.name().endsWith("WITHOUT_TIMES"))
        .forEach(
            shape -> SHAPES.put(shape.name().toLowerCase(Locale.ROOT).replace('_', '-'), shape));
    SHAPES.put("flipping-to-html", PageShape.FLIPPING);
  }

  @BeforeAll
  static void start(@TempDir Path cache) throws Exception {
    index = FixtureIndex.start();
    SHAPES.forEach(
        (project, shape) ->
            index
                .shape(project, shape)
                .publish(JUST_BEFORE, WheelFile.of(project, "1.0"))
                .publish(CUTOFF, WheelFile.of(project, "2.0")));
    WebClient.getJson(index.url().resolve("flipping-to-html/"));
    index
        .publish("2019-01-01T00:00:00Z", WheelFile.of("library", "1.0"))
        .publish("2020-05-01T00:00:00Z", WheelFile.of("library", "1.1"))
        .publish("2020-06-02T00:00:00Z", WheelFile.of("library", "2.0"));
    proxy =
        ProxyProcess.before(index.url(), cache)
            .date(CUTOFF)
            .with("--date-for", "html-and-legacy=2020-06-01T12:00:00.000001Z")
            .start();
  }

  @AfterAll
  static void stop() {
    proxy.close();
    index.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"V20_3_4", "V26_3"})
  void pipResolvesAsOfTheCutoffWhateverTheFormOfThePages(PipRelease release) throws Exception {
    RealPip.of(release)
        .download(proxy.indexUrl(), dest, "library")
        .with(SHAPES.keySet().toArray())
        .run()
        .assertSucceeded();

    assertThat(filesIn(dest)).containsExactlyInAnyOrderElementsOf(expectedWheels());
  }

  @Test
  void uvResolvesAsOfTheCutoffWhateverTheFormOfThePages() throws Exception {
    RealUv.get()
        .install(proxy.indexUrl(), dest, "library")
        .with(SHAPES.keySet().toArray())
        .run()
        .assertSucceeded();

    assertThat(filesIn(dest))
        .filteredOn(name -> name.endsWith(".dist-info"))
        .containsExactlyInAnyOrderElementsOf(
            expectedWheels().stream()
                .map(name -> name.replace("-py3-none-any.whl", ".dist-info"))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("projects")
  void bothFormsListTheSameNamesAndDigests(String project) {
    Map<String, String> inJson = ProjectPage.filesInJson(proxy.indexUrl(), project);
    String digest =
        requireNonNull(SHAPES.get(project)).showsDigests()
            ? index.files(project).get(0).file().sha256()
            : "";

    assertThat(inJson)
        .isEqualTo(ProjectPage.filesInHtml(proxy.indexUrl(), project))
        .containsEntry(wheel(project, "1.0"), digest);
  }

  @ParameterizedTest
  @MethodSource("projects")
  void aFileIsHiddenAtItsInstantAndShownOneMicrosecondLater(String project) {
    URI at = proxy.resolve("snapshot/" + CUTOFF + "/simple/");
    URI later = proxy.resolve("snapshot/2020-06-01T12:00:00.000001Z/simple/");

    assertThat(ProjectPage.filesInJson(later, project))
        .containsOnlyKeys(wheel(project, "1.0"), wheel(project, "2.0"));
    if (!project.equals("html-and-legacy")) {
      assertThat(ProjectPage.filesInJson(at, project)).containsOnlyKeys(wheel(project, "1.0"));
    }
  }

  @Test
  void oneServerShowsEveryDate() {
    assertThat(libraryAt("2019-01-02")).containsOnlyKeys(wheel("library", "1.0"));
    assertThat(libraryAt("2020-05-01T02:00:00.5%2B02:00"))
        .containsOnlyKeys(wheel("library", "1.0"), wheel("library", "1.1"));
    assertThat(libraryAt("@1591056000")).doesNotContainKey(wheel("library", "2.0"));
    assertThat(libraryAt("@1591056001")).containsKey(wheel("library", "2.0"));
  }

  @Test
  void aProjectMayHaveACutoffOfItsOwn() {
    assertThat(ProjectPage.filesInHtml(proxy.indexUrl(), "html-and-legacy"))
        .containsOnlyKeys(wheel("html-and-legacy", "1.0"), wheel("html-and-legacy", "2.0"));
  }

  @Test
  void theLiveIndexHidesNothing() {
    assertThat(ProjectPage.filesInJson(proxy.resolve("live/simple/"), "library")).hasSize(3);
  }

  @Test
  void versionsAreThoseOfTheFilesLeft() {
    var page = WebClient.json(WebClient.getJson(proxy.indexUrl().resolve("library/")));

    assertThat(page.path("versions")).extracting(JsonNode::textValue).containsExactly("1.0", "1.1");
  }

  @Test
  void eachHiddenFileIsExplained() {
    var explained = WebClient.json(WebClient.get(proxy.resolve("explain/library")));

    assertThat(explained.toString())
        .contains("uploaded 2020-06-02T00:00:00Z, not before the cutoff " + CUTOFF)
        .contains(wheel("library", "1.1"));
  }

  private static Map<String, String> libraryAt(String cutoff) {
    return ProjectPage.filesInJson(proxy.resolve("snapshot/" + cutoff + "/simple/"), "library");
  }

  private static Stream<String> projects() {
    return SHAPES.keySet().stream();
  }

  private static List<String> expectedWheels() {
    return Stream.concat(
            Stream.of(wheel("library", "1.1")),
            projects().map(name -> wheel(name, name.equals("html-and-legacy") ? "2.0" : "1.0")))
        .toList();
  }

  private static String wheel(String project, String version) {
    return project.replace('-', '_') + "-" + version + "-py3-none-any.whl";
  }

  private static List<String> filesIn(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
