package dev.pipsnapshot.fetcher.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pipsnapshot.fetcher.failure.RequirementRefused;
import dev.pipsnapshot.fetcher.failure.RequirementsUnreadable;
import dev.pipsnapshot.proxy.upstream.IndexUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementScannerTest {
  @TempDir Path directory;

  @Test
  void followsNestedFilesRelativeToTheFileThatNamesThem() throws IOException {
    write("sub/base.txt", "six==1.16.0  # pinned\n-c ../limits.txt\n");
    write("limits.txt", "idna<3\n");
    Path file = write("requirements.txt", "-r sub/base.txt\nflask[async]; python_version>='3'\n");

    RequirementSet set = scan(file);

    assertThat(set.texts())
        .containsExactly(
            "-r {",
            "-r {",
            "six==1.16.0",
            "-c {",
            "idna<3",
            "}",
            "-c ../limits.txt",
            "}",
            "-r sub/base.txt",
            "flask[async]; python_version>='3'",
            "}");
    assertThat(set.projects()).map(Object::toString).containsExactly("six", "flask");
  }

  @Test
  void joinsContinuedLinesAndKeepsHashes() throws IOException {
    Path file = write("r.txt", "six==1.16.0 \\\n  --hash=sha256:aa \\\n  --hash=sha256:bb\n");

    assertThat(scan(file).texts())
        .containsExactly("-r {", "six==1.16.0   --hash=sha256:aa   --hash=sha256:bb", "}");
  }

  @Test
  void commentsChangeNothing() throws IOException {
    Path plain = write("a.txt", "six\nidna\n");
    Path commented = write("b.txt", "# why\n\nsix # because\n  # \\\nidna\n");

    assertThat(scan(commented).texts()).isEqualTo(scan(plain).texts());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--index-url https://example.org/simple",
        "--index-url=https://example.org/simple",
        "-i https://example.org/simple",
        "-ihttps://example.org/simple",
        "--extra-index-url https://example.org/simple",
        "--extra https://example.org/simple",
        "--find-links https://example.org/",
        "--find=https://example.org/",
        "-f /srv/wheels",
        "--no-index",
        "--trusted-host example.org",
        "six --index-url https://example.org/simple",
        "--pre --index-url https://example.org/simple",
        "'--index-url' x",
      })
  void refusesOptionsThatLeaveTheViewAndNamesTheLine(String line) throws IOException {
    Path file = write("r.txt", "idna\n" + line + "\n");

    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> scan(file))
        .isInstanceOfAny(RequirementRefused.class, RequirementsUnreadable.class)
        .withMessageContaining("r.txt, line 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-e .",
        "--editable=git+https://example.org/a",
        "./a",
        "git+https://example.org/a.git",
        "a @ https://example.org/a-1.0.zip",
        "-r https://example.org/r.txt",
        "-c HTTP://example.org/r.txt",
        "-r file:///etc/passwd",
        "six==${VERSION}",
      })
  void refusesWhatIsNotOfTheIndex(String line) throws IOException {
    Path file = write("r.txt", line + "\n");

    assertThatExceptionOfType(RequirementRefused.class)
        .isThrownBy(() -> scan(file))
        .withMessageContaining("r.txt, line 1");
  }

  @Test
  void passesALineThatNamesTheIndexInUseButKeepsItFromPip() throws IOException {
    Path file =
        write(
            "r.txt",
            "--index-url https://Index.example/simple\n#  pip-compile requirements.in\nsix==1.16.0\n");
    var used = IndexUrl.parse("https://index.example/simple/").url();
    var sources = new RequirementSources(List.of(), List.of(file), List.of());

    RequirementSet scanned = new RequirementScanner(Set.of(), used).scan(sources);

    assertThat(scanned.texts())
        .containsExactly("-r {", "--index-url https://Index.example/simple", "six==1.16.0", "}");
    assertThat(scanned.readable(directory.resolve("written")).files())
        .singleElement()
        .satisfies(written -> assertThat(written).hasContent("six==1.16.0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--index-url https://other.example/simple",
        "--index-url https://user:word@index.example/simple",
        "--index-url https://index.example/simple --pre",
        "--index-url nonsense"
      })
  void refusesALineThatNamesAnotherIndex(String line) throws IOException {
    Path file = write("r.txt", "six\n" + line + "\n");
    var used = IndexUrl.parse("https://index.example/simple/").url();

    assertThatExceptionOfType(RequirementRefused.class)
        .isThrownBy(
            () ->
                new RequirementScanner(Set.of(), used)
                    .scan(new RequirementSources(List.of(), List.of(file), List.of())))
        .withMessageContaining("r.txt, line 2")
        .withMessageNotContaining("word");
  }

  @Test
  void refusesOnTheCommandLineToo() {
    var sources =
        new RequirementSources(List.of("git+https://example.org/a"), List.of(), List.of());

    assertThatExceptionOfType(RequirementRefused.class)
        .isThrownBy(() -> new RequirementScanner(Set.of()).scan(sources))
        .withMessageContaining("command line");
  }

  @Test
  void letsDirectUrlsOfAllowedHostsPass() {
    var url = "https://Example.org/a-1.0.tar.gz";
    var sources = new RequirementSources(List.of("a @ " + url), List.of(), List.of());

    assertThat(new RequirementScanner(Set.of("example.ORG")).scan(sources).directUrls())
        .containsExactly(URI.create(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a @ https://user:secret@example.org/a-1.0.zip",
        "a@https://secret@example.org/a-1.0.zip ; python_version > '3'",
        "https://user:secret@example.org/a-1.0.zip",
        "git+https://secret@example.org/a.git",
        "--index-url https://user:secret@example.org/simple",
        "-r https://user:se@secret@example.org/r.txt",
      })
  void refusesUsersInUrlsWithoutRepeatingTheirPasswords(String line) throws IOException {
    Path file = write("r.txt", line + "\n");
    var sources = new RequirementSources(List.of(), List.of(file), List.of());

    assertThatExceptionOfType(RequirementRefused.class)
        .isThrownBy(() -> new RequirementScanner(Set.of("example.org")).scan(sources))
        .withMessageContaining("r.txt, line 1")
        .withMessageContaining("***@example.org")
        .satisfies(refused -> assertThat(refused.diagnostic().toString()).doesNotContain("secret"));
  }

  @Test
  void refusesLocks() throws IOException {
    Path file = write("pylock.dev.toml", "");

    assertThatExceptionOfType(RequirementRefused.class).isThrownBy(() -> scan(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--surprise", "-z", "six --bogus=1", "six 'unclosed", "--hash 'open"})
  void doesNotGuessWhatALineMeans(String line) throws IOException {
    Path file = write("r.txt", line + "\n");

    assertThatExceptionOfType(RequirementsUnreadable.class)
        .isThrownBy(() -> scan(file))
        .withMessageContaining("line 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029})
  void refusesCharactersAtWhichPipAloneBeginsALine(int character) throws IOException {
    Path file = write("r.txt", "six\nidna # why" + Character.toString(character) + "-f x\n");

    assertThatExceptionOfType(RequirementsUnreadable.class)
        .isThrownBy(() -> scan(file))
        .withMessageContaining("r.txt, line 2")
        .withMessageContaining(String.format("U+%04X", character));
  }

  @Test
  void takesTheLineEndsOfAllSystems() throws IOException {
    Path file = write("r.txt", "six\r\nidna\rflask\n\tattrs\n");

    assertThat(scan(file).texts()).containsExactly("-r {", "six", "idna", "flask", "attrs", "}");
  }

  @Test
  void namesTheFileThatIsMissing() {
    assertThatExceptionOfType(RequirementsUnreadable.class)
        .isThrownBy(() -> scan(directory.resolve("none.txt")))
        .withMessageContaining("none.txt");
  }

  @Test
  void endsOnAFileThatIncludesItself() throws IOException {
    Path file = write("r.txt", "-r r.txt\n");

    assertThatExceptionOfType(RequirementsUnreadable.class).isThrownBy(() -> scan(file));
  }

  @Test
  void readsTheEncodingsThatPipReads() throws IOException {
    Path utf16 = directory.resolve("utf16.txt");
    Files.write(utf16, "\uFEFFsix\n".getBytes(StandardCharsets.UTF_16LE));
    Path latin = directory.resolve("latin.txt");
    Files.write(
        latin, "# -*- coding: latin-1 -*- \u00e9\nsix\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(scan(utf16).texts()).containsExactly("-r {", "six", "}");
    assertThat(scan(latin).texts()).containsExactly("-r {", "six", "}");
  }

  @Test
  void refusesBytesThatAreNoText() throws IOException {
    Path file = directory.resolve("r.txt");
    Files.write(file, "six\n\u00e9".getBytes(Charset.forName("windows-1252")));

    assertThatExceptionOfType(RequirementsUnreadable.class).isThrownBy(() -> scan(file));
  }

  private RequirementSet scan(Path file) {
    return new RequirementScanner(Set.of())
        .scan(new RequirementSources(List.of(), List.of(file), List.of()));
  }

  private Path write(String name, String content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
