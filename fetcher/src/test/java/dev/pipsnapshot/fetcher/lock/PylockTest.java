package dev.pipsnapshot.fetcher.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PylockTest {
  @TempDir private Path directory;

  @Test
  void readsWhatItWrites() throws IOException {
    Lock lock = SampleLocks.complete();

    assertThat(read(PylockWriter.write(lock))).isEqualTo(lock);
  }

  @Test
  void readsALockWithoutPackages() throws IOException {
    var lock = new Lock(List.of(), List.of(), Optional.empty());

    assertThat(read(PylockWriter.write(lock))).isEqualTo(lock);
  }

  @Test
  void writesTheSameTextWhateverTheOrder() {
    Lock lock = SampleLocks.complete();
    List<LockedPackage> reversed = new ArrayList<>(lock.packages());
    Collections.reverse(reversed);

    assertThat(PylockWriter.write(new Lock(reversed, lock.buildRequires(), lock.resolution())))
        .isEqualTo(PylockWriter.write(lock));
  }

  @Test
  void writesKeysInTheOrderOfTheSpecification() {
    LockedPackage flask =
        SampleLocks.wheel("flask", "1.1.2")
            .dependingOn(List.of(ProjectName.parse("werkzeug"), ProjectName.parse("click")));
    var lock = new Lock(List.of(flask), List.of(), Optional.empty());

    assertThat(PylockWriter.write(lock))
        .isEqualTo(
            """
            lock-version = "1.0"
            created-by = "pip-snapshot"

            [[packages]]
            name = "flask"
            version = "1.1.2"
            requires-python = ">=3.6"
            dependencies = [
              { name = "click" },
              { name = "werkzeug" },
            ]

            [[packages.wheels]]
            name = "flask-1.1.2-py3-none-any.whl"
            upload-time = 2021-04-30T23:59:59.123456Z
            url = "https://files.example.org/packages/flask-1.1.2-py3-none-any.whl"
            size = 1234
            hashes = { sha256 = "%s" }
            """
                .formatted(SampleLocks.digest("flask-1.1.2-py3-none-any.whl")));
  }

  @Test
  void writesNativeTimesOnlyWhereNixIsHelpedToReadThem() {
    var unquotedTime = Pattern.compile("(?m)^(?!upload-time)[a-z-]+ = \\d{4}-");

    assertThat(PylockWriter.write(SampleLocks.complete())).doesNotContainPattern(unquotedTime);
  }

  @Test
  void namesNoDependencyThatIsNotInTheLock() {
    ProjectName flask = ProjectName.parse("flask");
    ProjectName click = ProjectName.parse("click");
    var lock =
        new Lock(
            List.of(
                SampleLocks.wheel("click", "7.1.2"),
                SampleLocks.wheel("flask", "1.1.2"),
                SampleLocks.sdist("docopt", "0.6.2")),
            List.of(),
            Optional.empty());

    Lock linked =
        lock.dependingOn(
            Map.of(flask, List.of(click, ProjectName.parse("colorama")), click, List.of()));

    assertThat(linked.packages())
        .extracting(LockedPackage::dependencies)
        .containsExactly(Optional.of(List.of()), Optional.empty(), Optional.of(List.of(click)));
  }

  @Test
  void takesDependenciesOfAnotherFormForUnknown() throws IOException {
    String text = PylockWriter.write(SampleLocks.complete());

    Lock lock = read(text.replace("{ name = \"docopt\" }", "\"docopt\""));

    assertThat(lock.packages())
        .filteredOn(locked -> locked.name().equals(ProjectName.parse("flask")))
        .extracting(LockedPackage::dependencies)
        .containsExactly(Optional.empty());
  }

  private Lock read(String text) throws IOException {
    return LockReader.read(Files.writeString(directory.resolve("pylock.toml"), text));
  }
}
