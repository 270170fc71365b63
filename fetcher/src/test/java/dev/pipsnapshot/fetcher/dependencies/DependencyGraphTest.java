package dev.pipsnapshot.fetcher.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DependencyGraphTest {
  private static final Map<String, String> LINUX = Map.of("sys_platform", "linux");

  @TempDir private Path directory;

  @Test
  void namesWhatAWheelRequiresWhereItIsInstalled() throws IOException {
    wheel("app", "Words (>=1)", "Foo.Bar", "colorama; sys_platform == 'win32'", "numbers>1");
    wheel("words");

    assertThat(graph("app"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                project("app"),
                projects("foo-bar", "numbers", "words"),
                project("words"),
                List.of()));
  }

  @Test
  void followsExtrasThatExtrasAskFor() throws IOException {
    wheel("app", "library[fast]; extra == 'all'", "unasked; extra == 'docs'");
    wheel("library", "library[c]; extra == 'fast'", "cython; extra == 'c'");

    assertThat(graph("-r {", "app[all]>=1", "}").get(project("library")))
        .containsExactly(project("cython"));
    assertThat(graph("-r {", "app[all]>=1", "}").get(project("app")))
        .containsExactly(project("library"));
    assertThat(graph("app").get(project("library"))).isEmpty();
  }

  @Test
  void takesExtrasFromNoConstraint() throws IOException {
    wheel("app", "words; extra == 'all'");

    assertThat(graph("app", "-c {", "app[all]", "}").get(project("app"))).isEmpty();
  }

  @Test
  void knowsProjectsThatComeFromAPlace() throws IOException {
    wheel("app", "words @ https://files.example/words.whl ; extra == 'all'");

    assertThat(graph("app[all] @ https://files.example/app.whl").get(project("app")))
        .containsExactly(project("words"));
  }

  @Test
  void doesNotGuessForWhatSaysNothing() throws IOException {
    Files.writeString(directory.resolve("source-1.0.tar.gz"), "an archive");
    Files.writeString(directory.resolve("broken-1.0-py3-none-any.whl"), "no archive");
    try (var empty = archive("empty")) {
      empty.putNextEntry(new ZipEntry("empty.py"));
    }

    assertThat(graph("source", "broken", "empty")).isEmpty();
  }

  private Map<ProjectName, List<ProjectName>> graph(String... texts) throws IOException {
    return DependencyGraph.of(List.of(texts), directory, LINUX);
  }

  private void wheel(String name, String... requires) throws IOException {
    try (var archive = archive(name)) {
      archive.putNextEntry(new ZipEntry(name + "-1.0.dist-info/METADATA"));
      archive.write("Metadata-Version: 2.1\n".getBytes(StandardCharsets.UTF_8));
      for (String text : requires) {
        archive.write(("Requires-Dist: " + text + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private ZipOutputStream archive(String name) throws IOException {
    OutputStream file = Files.newOutputStream(directory.resolve(name + "-1.0-py3-none-any.whl"));
    return new ZipOutputStream(file);
  }

  private static ProjectName project(String name) {
    return ProjectName.parse(name);
  }

  private static List<ProjectName> projects(String... names) {
    return Stream.of(names).map(ProjectName::parse).toList();
  }
}
