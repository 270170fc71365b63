package dev.pipsnapshot.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual pages of the installation, as the two programs that show such pages see them. */
final class ManPageIT {
  private static final Path INSTALLATION = Path.of("target", "pip-snapshot").toAbsolutePath();
  private static final Path PAGES = INSTALLATION.resolve("share/man/man1");
  private static final Path VARIABLES = Path.of("../docs/reference/environment.md");

  @TempDir private Path scratch;

  @Test
  void eachCommandHasOne() throws Exception {
    assertThat(names(PAGES))
        .isEqualTo(names(INSTALLATION.resolve("bin")).stream().map(name -> name + ".1").toList());
  }

  @Test
  void groffFindsNoFault() throws Exception {
    assertThat(complaints("groff", "-man", "-ww", "-z", "-Tutf8")).isEmpty();
  }

  @Test
  void mandocFindsNoFault() throws Exception {
    assertThat(complaints("mandoc", "-Tlint")).isEmpty();
  }

  @Test
  void theyAreDatedAsTheReleaseIs() throws Exception {
    String pom = Files.readString(Path.of("../pom.xml"));
    String date = found("<project.build.outputTimestamp>([0-9-]+)T", pom).get(0);
    for (Path page : pages()) {
      assertThat(Files.readString(page)).startsWith(".TH ").contains(" \"" + date + "\" ");
    }
  }

  @Test
  void theyReferToEachOtherAndToNothingElse() throws Exception {
    for (Path page : pages()) {
      List<String> others =
          names(INSTALLATION.resolve("bin")).stream()
              .filter(name -> !page.endsWith(name + ".1"))
              .toList();
      String text = Files.readString(page).replace("\\-", "-");
      assertThat(found("\\\\fB([a-z-]+)\\\\fR\\(1\\)", text)).isEqualTo(others);
    }
  }

  /** The document has more to say of each variable; that it exists, both say. */
  @Test
  void theyTellTheVariablesOfTheReference() throws Exception {
    String fetch = Files.readString(PAGES.resolve("snapshot-fetch.1"));
    List<String> variables = new ArrayList<>();
    for (String line : Files.readAllLines(VARIABLES)) {
      if (line.startsWith("| `")) {
        variables.addAll(found("`([A-Z_<>]{4,})`", line.split("\\|", -1)[1]));
      }
    }
    assertThat(variables).contains("JAVA_HOME", "NETRC", "NO_PROXY");
    assertThat(variables).allSatisfy(variable -> assertThat(fetch).contains(variable));
  }

  private String complaints(String... reader) throws Exception {
    boolean isThere =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, reader[0])));
    if (!"true".equals(System.getenv("CI"))) {
      assumeThat(isThere).as(reader[0]).isTrue();
    }
    List<String> line = new ArrayList<>(List.of(reader));
    pages().forEach(page -> line.add(page.toString()));
    Path said = scratch.resolve("said");
    var process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile());
    process.start().waitFor();
    return Files.readString(said);
  }

  private static List<Path> pages() throws IOException {
    return names(PAGES).stream().map(PAGES::resolve).toList();
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String> found(String regex, String text) {
    return Pattern.compile(regex).matcher(text).results().map(ManPageIT::first).toList();
  }

  private static String first(MatchResult match) {
    return match.group(1);
  }
}
