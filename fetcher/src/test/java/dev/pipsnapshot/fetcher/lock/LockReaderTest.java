package dev.pipsnapshot.fetcher.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.fetcher.failure.LockUnusable;
import dev.pipsnapshot.fetcher.lock.LockedFile.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockReaderTest {
  private static final String HASHES = "hashes = {sha256 = \"" + "0a".repeat(32) + "\"}";
  private static final String WHEEL =
      "{url = \"https://files.example.org/a-1-py3-none-any.whl\", " + HASHES + "}";

  @TempDir private Path directory;

  @Test
  void readsInlineTablesAsUvWritesThem() throws IOException {
    Lock lock =
        read(
            "name = 'A.b'\nversion = '1+2'\nwheels = [{ url ="
                + " 'https://files.example.org/x/a_b-1%2B2-py3-none-any.whl',"
                + " upload-time = 2024-11-08T17:25:46+01:00, size = 8, "
                + HASHES
                + " }]");

    LockedPackage locked = lock.packages().get(0);
    assertThat(locked.name()).hasToString("a-b");
    assertThat(locked.file().kind()).isEqualTo(Kind.WHEEL);
    assertThat(locked.file().filename()).isEqualTo("a_b-1+2-py3-none-any.whl");
    assertThat(locked.file().size()).hasValue(8);
    assertThat(locked.file().uploadTime()).contains(Instant.parse("2024-11-08T16:25:46Z"));
    assertThat(lock.resolution()).isEmpty();
  }

  @Test
  void dropsSpecifiersThatOtherToolsStopAt() throws IOException {
    Lock lock = read("name = 'a'\nrequires-python = '>=3.6.*'\nwheels = [" + WHEEL + "]");

    assertThat(lock.packages().get(0).requiresPython()).isEmpty();
  }

  @Test
  void refusesAPackageWithTwoFiles() {
    assertThat(refusal("name = 'a'\nwheels = [" + WHEEL + "," + WHEEL + "]"))
        .contains("package 1: a names 2 files");
  }

  @Test
  void refusesAWheelBesideAnSdist() {
    assertThat(refusal("name = 'a'\nsdist = " + WHEEL + "\nwheels = [" + WHEEL + "]"))
        .contains("package 1: a names 2 files");
  }

  @Test
  void refusesAPackageWithoutFile() {
    assertThat(refusal("name = 'a'")).contains("package 1: a names no file");
  }

  @Test
  void refusesWhatComesFromNoFile() {
    assertThat(refusal("name = 'a'\nvcs = {type = 'git', url = 'https://x.org', commit-id = 'b'}"))
        .contains("package 1: a comes from a vcs, not from a file with a hash");
  }

  @Test
  void refusesANameThatIsThereTwice() {
    String packages = "name = 'a'\nwheels = [" + WHEEL + "]";

    assertThat(refusal(packages + "\n[[packages]]\n" + packages))
        .contains("a is there more than once");
  }

  @Test
  void refusesAVersionThatIsNotTheFileNames() {
    assertThat(refusal("name = 'a'\nversion = '1.1'\nwheels = [" + WHEEL + "]"))
        .contains("package 1: a has version 1.1 and a file of another: a-1-py3-none-any.whl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.0", "v1", "1.0.0"})
  void takesAnySpellingOfTheFileNamesVersion(String version) throws IOException {
    assertThat(read("name = 'a'\nversion = '" + version + "'\nwheels = [" + WHEEL + "]").packages())
        .hasSize(1);
  }

  @Test
  void refusesAFileOfAnotherProject() {
    assertThat(refusal("name = 'b'\nversion = '1'\nwheels = [" + WHEEL + "]"))
        .contains("b has a file whose name is not of this project: a-1-py3-none-any.whl");
    assertThat(
            refusal(
                "name = 'b'\nsdist = {url = 'https://files.example.org/a-1.tar.gz', "
                    + HASHES
                    + "}"))
        .contains("b has a file whose name is not of this project: a-1.tar.gz");
  }

  @Test
  void refusesAnUnknownFetcherVersion() {
    String lock = PylockWriter.write(SampleLocks.complete());

    assertThatExceptionOfType(LockUnusable.class)
        .isThrownBy(() -> readText(lock.replace("fetcher-version = 1\n", "fetcher-version = 2\n")))
        .withMessageContaining("has fetcher-version 2, and this pip-snapshot knows 1 only");
    assertThatExceptionOfType(LockUnusable.class)
        .isThrownBy(() -> readText(lock.replace("fetcher-version = 1\n", "")))
        .withMessageContaining("has no fetcher-version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd.whl",
        "ftp://files.example.org/a-1-py3-none-any.whl",
        "a-1-py3-none-any.whl",
        "https:///a-1-py3-none-any.whl",
        "jar:https://files.example.org/a-1-py3-none-any.whl"
      })
  void refusesAUrlThatIsNotOfTheWeb(String url) {
    assertThat(refusal("name = 'a'\nwheels = [{url = '" + url + "', " + HASHES + "}]"))
        .contains("package 1: a has a URL that is not http or https");
  }

  @Test
  void refusesAUrlWithAPassword() {
    String url = "https://user:hunter2@files.example.org/a-1-py3-none-any.whl";

    assertThat(refusal("name = 'a'\nwheels = [{url = '" + url + "', " + HASHES + "}]"))
        .contains("netrc")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../a-1-py3-none-any.whl",
        "x/a-1-py3-none-any.whl",
        "..",
        "a.txt",
        "a\\\\b.whl",
        "a\\nb.whl",
        ""
      })
  void refusesAFileNameThatIsNoDistributions(String name) {
    assertThat(
            refusal(
                "name = 'a'\nwheels = [{name = \""
                    + name
                    + "\", url = 'https://files.example.org/a', "
                    + HASHES
                    + "}]"))
        .contains("package 1: a has a file whose name is no distribution's");
  }

  @Test
  void refusesAnEncodedSeparatorInAUrl() {
    assertThat(
            refusal(
                "name = 'a'\nwheels = [{url = 'https://files.example.org/..%2Fa-1-py3-none-any.whl',"
                    + HASHES
                    + "}]"))
        .contains("no distribution's");
  }

  @Test
  void refusesAHashThatIsNotSha256() {
    assertThat(
            refusal(
                "name = 'a'\nwheels = [{url = 'https://files.example.org/a-1-py3-none-any.whl',"
                    + " hashes = {md5 = '00'}}]"))
        .contains("package 1: a has a file without a sha256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lock-version = '2.0'\npackages = []", "lock-version = '1.0'", "a ="})
  void saysThatAFileIsNoLock(String text) {
    assertThatExceptionOfType(LockUnusable.class)
        .isThrownBy(() -> readText(text))
        .satisfies(e -> assertThat(e.diagnostic().category()).isEqualTo(Category.USAGE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"uv.lock", "pdm.lock", "poetry.lock", "Pipfile.lock"})
  void saysHowALockOfAnotherFormatIsExported(String name) {
    assertThatExceptionOfType(LockUnusable.class)
        .isThrownBy(
            () -> LockReader.read(Files.writeString(directory.resolve(name), "version = 1")))
        .satisfies(
            e ->
                assertThat(e.diagnostic().hint().orElse(""))
                    .containsAnyOf(" export", "pipenv requirements"));
  }

  @Test
  void saysThatAFileIsMissing() {
    assertThatExceptionOfType(LockUnusable.class)
        .isThrownBy(() -> LockReader.read(directory.resolve("pylock.toml")))
        .withMessageContaining("there is no such file");
  }

  /** Whatever is in the file, the answer is a lock or a reason, never a failure of ours. */
  @Test
  void survivesDamage() throws IOException {
    String sound = PylockWriter.write(SampleLocks.complete());
    var random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      var damaged = new StringBuilder(sound);
      for (int j = 0; j < 3; j++) {
        damaged.setCharAt(random.nextInt(damaged.length()), (char) (1 + random.nextInt(126)));
      }
      try {
        assertThat(readText(damaged.toString()).packages()).isNotNull();
      } catch (LockUnusable e) {
        assertThat(e.diagnostic().message()).contains("pylock.toml");
      }
    }
  }

  private String refusal(String packages) {
    Diagnostic[] diagnostic = new Diagnostic[1];
    assertThatExceptionOfType(LockUnusable.class)
        .isThrownBy(() -> read(packages))
        .satisfies(e -> diagnostic[0] = e.diagnostic());
    assertThat(diagnostic[0].category()).isEqualTo(Category.POLICY);
    return String.join("\n", diagnostic[0].context());
  }

  private Lock read(String packages) throws IOException {
    return readText("lock-version = '1.0'\ncreated-by = 'x'\n[[packages]]\n" + packages);
  }

  private Lock readText(String text) throws IOException {
    return LockReader.read(Files.writeString(directory.resolve("pylock.toml"), text));
  }
}
