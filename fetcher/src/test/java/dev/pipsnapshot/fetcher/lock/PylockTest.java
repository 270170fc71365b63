package dev.pipsnapshot.fetcher.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    var lock = new Lock(List.of(SampleLocks.wheel("flask", "1.1.2")), List.of(), Optional.empty());

    assertThat(PylockWriter.write(lock))
        .isEqualTo(
            """
            lock-version = "1.0"
            created-by = "pip-snapshot"

            [[packages]]
            name = "flask"
            version = "1.1.2"
            requires-python = ">=3.6"

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

  private Lock read(String text) throws IOException {
    return LockReader.read(Files.writeString(directory.resolve("pylock.toml"), text));
  }
}
