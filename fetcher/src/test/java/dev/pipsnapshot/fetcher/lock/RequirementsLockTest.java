package dev.pipsnapshot.fetcher.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.fetcher.failure.FetchException;
import dev.pipsnapshot.fetcher.failure.LockUnusable;
import dev.pipsnapshot.fetcher.lock.LockedFile.Kind;
import dev.pipsnapshot.fetcher.pip.TargetPython;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.Hashes;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.Yank;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsLockTest {
  private static final Sha256 ONE = SampleLocks.digest("one");
  private static final Sha256 TWO = SampleLocks.digest("two");
  private static final String WHEEL = "demo-1.0-py3-none-any.whl";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"uv-compile.txt", "pip-compile.txt"})
  void findsTheFilesThatOtherToolsMean(String name) throws IOException {
    Path lock = ForeignLocks.copy(name, directory);

    assertThat(filenames(RequirementsLock.read(lock, Optional.of(SamplePythons.LINUX), pypi())))
        .containsExactly(
            "click-8.1.7-py3-none-any.whl",
            "psutil-6.0.0-cp36-abi3-manylinux_2_12_x86_64.manylinux2010_x86_64"
                + ".manylinux_2_17_x86_64.manylinux2014_x86_64.whl");
    assertThat(filenames(RequirementsLock.read(lock, Optional.of(SamplePythons.WINDOWS), pypi())))
        .contains("click-8.1.7-py3-none-any.whl", "psutil-6.0.0-cp37-abi3-win_amd64.whl");
  }

  @Test
  void judgesMarkersForThePython() throws IOException {
    Path lock = ForeignLocks.copy("uv-compile.txt", directory);

    assertThat(filenames(RequirementsLock.read(lock, Optional.of(SamplePythons.WINDOWS), pypi())))
        .contains("colorama-0.4.6-py2.py3-none-any.whl");
    assertThat(refusal(() -> RequirementsLock.read(lock, Optional.empty(), pypi())))
        .contains(
            "click has the hashes of 2 files",
            "colorama is for some environments only: sys_platform == 'win32'");
  }

  @Test
  void readsBackWhatSnapshotFetchWrites() throws IOException {
    Lock lock =
        new Lock(
            List.of(
                SampleLocks.wheel("flask", "1.1.2"),
                SampleLocks.sdist("docopt", "0.6.2"),
                SampleLocks.archive("tool", "v1.zip")),
            List.of(),
            Optional.of(SampleLocks.resolution()));
    var index =
        new FakeIndex()
            .list("flask", file("flask-1.1.2-py3-none-any.whl", Optional.empty()))
            .contains(
                "flask-1.1.2-py3-none-any.whl", SampleLocks.digest("flask-1.1.2-py3-none-any.whl"))
            .list("docopt", file("docopt-0.6.2.tar.gz", SampleLocks.digest("docopt-0.6.2.tar.gz")))
            .list("docopt", file("docopt-0.6.1.tar.gz", ONE));

    Lock read =
        RequirementsLock.read(written(RequirementsWriter.write(lock)), Optional.empty(), index);

    assertThat(read.packages())
        .extracting(locked -> locked.file().filename())
        .containsExactly("docopt-0.6.2.tar.gz", "flask-1.1.2-py3-none-any.whl", "v1.zip");
    assertThat(read.packages())
        .extracting(locked -> locked.file().kind())
        .containsExactly(Kind.SDIST, Kind.WHEEL, Kind.ARCHIVE);
    assertThat(read.packages())
        .extracting(locked -> locked.file().digest())
        .containsExactlyElementsOf(
            lock.packages().stream().map(locked -> locked.file().digest()).toList());
  }

  @Test
  void goesByTheHashAndTheVersion() throws IOException {
    var index = new FakeIndex().list("demo", file(WHEEL, ONE));

    assertThat(filenames(read("demo[x,y]==1 --hash=sha256:" + ONE, index))).containsExactly(WHEEL);
    for (String missing :
        List.of("demo==1.0 --hash=sha256:" + TWO, "demo==1.1 --hash=sha256:" + ONE)) {
      assertThatExceptionOfType(LockUnusable.class)
          .isThrownBy(() -> read(missing, index))
          .satisfies(e -> assertThat(e.diagnostic().category()).isEqualTo(Category.UPSTREAM));
    }
  }

  @Test
  void prefersFilesThatAreNotYankedAndFormatsThatAreAllowed() throws IOException {
    var index =
        new FakeIndex().list("demo", yanked(WHEEL, ONE)).list("demo", file("demo-1.0.tar.gz", TWO));
    String both = "demo==1.0 --hash=sha256:" + ONE + " --hash=sha256:" + TWO;

    assertThat(names(both, SamplePythons.LINUX, index)).containsExactly("demo-1.0.tar.gz");
    assertThat(names("--only-binary :all:\n" + both, SamplePythons.LINUX, index))
        .containsExactly(WHEEL);
  }

  @Test
  void prefersTheLastBuildOfAWheel() throws IOException {
    var index =
        new FakeIndex()
            .list("demo", file("demo-1.0-9-py3-none-any.whl", ONE))
            .list("demo", file("demo-1.0-10b-py3-none-any.whl", TWO))
            .list("demo", file(WHEEL, SampleLocks.digest("three")));
    String all =
        "demo==1.0 --hash=sha256:"
            + ONE
            + " --hash=sha256:"
            + TWO
            + " --hash=sha256:"
            + SampleLocks.digest("three");

    assertThat(names(all, SamplePythons.LINUX, index))
        .containsExactly("demo-1.0-10b-py3-none-any.whl");
  }

  @Test
  void leavesOutFilesForOtherPythons() throws IOException {
    ProjectFile wheel = file(WHEEL, ONE).toBuilder().requiresPython(">=3.12").build();
    var index = new FakeIndex().list("demo", wheel).list("demo", file("demo-1.0.tar.gz", TWO));
    String both = "demo==1.0 --hash=sha256:" + ONE + " --hash=sha256:" + TWO;

    assertThat(names(both, SamplePythons.LINUX, index)).containsExactly("demo-1.0.tar.gz");
    assertThat(names(both, SamplePythons.NEWER, index)).containsExactly(WHEEL);
    assertThat(refusal(() -> names("demo==1.0 --hash=sha256:" + ONE, SamplePythons.LINUX, index)))
        .contains("demo has no file for CPython 3.11.7 on linux-x86_64");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "demo==1.0|has no sha256",
        "demo==1.0 --hash=sha384:00|has no sha256",
        "demo==1.0 --hash=sha256:00|has a sha256 that is none",
        "demo>=1.0 --hash=sha256:@|names no version with ==, and no URL",
        "demo --hash=sha256:@|names no version with ==, and no URL",
        "demo==1.* --hash=sha256:@|names a version that is none",
        "-r other.txt|names another file",
        "-e .|names no file with a hash",
        "demo @ file:///demo-1.0.zip --hash=sha256:@|is no file with one hash",
        "demo @ https://a.example/demo --hash=sha256:@|is no distribution's",
        "''|requires nothing",
        "demo==1.0; os_name ~= 'x' --hash=sha256:@|some environments only"
      })
  void refusesWhatLocksNoFile(String text, String reason) {
    assertThat(refusal(() -> read(text.replace(":@", ":" + ONE), new FakeIndex())))
        .contains(reason);
  }

  @Test
  void refusesAProjectThatCountsTwice() {
    var index = new FakeIndex().list("demo", file(WHEEL, ONE));
    String line = "demo==1.0 --hash=sha256:" + ONE + "\n";

    assertThat(refusal(() -> read(line + line, index))).contains("demo is there more than once");
  }

  private List<String> names(String text, TargetPython python, FakeIndex index) throws IOException {
    return filenames(RequirementsLock.read(written(text), Optional.of(python), index));
  }

  private Lock read(String text, FakeIndex index) throws IOException {
    return RequirementsLock.read(written(text), Optional.empty(), index);
  }

  private Path written(String text) throws IOException {
    return Files.writeString(directory.resolve("requirements.txt"), text);
  }

  private static List<String> filenames(Lock lock) {
    return lock.packages().stream().map(locked -> locked.file().filename()).toList();
  }

  /** The pages that the recorded lock of uv was made from, as far as it tells. */
  private FakeIndex pypi() throws IOException {
    var index = new FakeIndex();
    JsonNode root = Toml.read(ForeignLocks.copy("pylock.uv-export.toml", directory));
    for (JsonNode table : root.path("packages")) {
      List<JsonNode> files = new ArrayList<>(List.of(table.path("sdist")));
      table.path("wheels").forEach(files::add);
      for (JsonNode entry : files) {
        String url = entry.path("url").asText();
        index.list(
            table.path("name").asText(),
            file(
                url.substring(url.lastIndexOf('/') + 1),
                Sha256.parse(entry.path("hashes").path("sha256").asText())));
      }
    }
    return index;
  }

  private static ProjectFile file(String filename, Sha256 digest) {
    return file(filename, Optional.of(digest));
  }

  private static ProjectFile file(String filename, Optional<Sha256> digest) {
    return ProjectFile.builder(filename, "https://files.example.org/" + filename)
        .hashes(new Hashes(digest.map(sha256 -> Map.of("sha256", sha256.hex())).orElse(Map.of())))
        .build();
  }

  private static ProjectFile yanked(String filename, Sha256 digest) {
    return file(filename, digest).toBuilder().yank(new Yank(Optional.empty())).build();
  }

  private static String refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
    String[] told = new String[1];
    assertThatExceptionOfType(FetchException.class)
        .isThrownBy(reading)
        .satisfies(e -> told[0] = String.join("\n", e.diagnostic().context()));
    return told[0];
  }
}
