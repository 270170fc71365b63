package dev.pipsnapshot.fetcher.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pipsnapshot.fetcher.failure.LockUnusable;
import dev.pipsnapshot.fetcher.lock.LockedFile.Kind;
import dev.pipsnapshot.fetcher.view.FetchedFile;
import dev.pipsnapshot.proxy.cache.CachedBody.ServedFrom;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockedPackageTest {
  /** As {@code packaging} reads names, with which pip reads locks. */
  @ParameterizedTest
  @CsvSource({
    "foo_bar-1.0-py3-none-any.whl,WHEEL,1.0",
    "Foo.Bar-1.0.tar.gz,SDIST,1.0",
    "foo-bar-1.0.zip,SDIST,1.0",
    "foo-bar-1.0.tar.bz2,ARCHIVE,1.0",
    "foo-bar-1.0-1.tar.gz,ARCHIVE,1.0-1",
    "foo-bar-latest.tar.gz,ARCHIVE,"
  })
  void callsAFileWhatOtherToolsTakeItFor(String filename, Kind kind, String version) {
    LockedPackage locked = LockedPackage.of(fetched(filename, Optional.of("foo-bar")));

    assertThat(locked.name()).hasToString("foo-bar");
    assertThat(locked.file().kind()).isEqualTo(kind);
    assertThat(locked.version()).isEqualTo(Optional.ofNullable(version));
  }

  @ParameterizedTest
  @CsvSource({"foo_bar-1.0-py3-none-any.whl,foo-bar", "foo-bar-2.zip,foo-bar"})
  void callsAFileOfAUrlAnArchiveOfTheProjectInItsName(String filename, String project) {
    LockedPackage locked = LockedPackage.of(fetched(filename, Optional.empty()));

    assertThat(locked.name()).hasToString(project);
    assertThat(locked.file().kind()).isEqualTo(Kind.ARCHIVE);
  }

  @Test
  void cannotTellTheProjectOfANameWithoutOne() {
    assertThatExceptionOfType(LockUnusable.class)
        .isThrownBy(() -> LockedPackage.of(fetched("main.zip", Optional.empty())))
        .withMessageContaining("main.zip");
  }

  @Test
  void keepsNoPassword() {
    assertThat(LockedPackage.of(fetched("foo-1.zip", Optional.of("foo"))).file().url())
        .hasToString("https://files.example.org/foo-1.zip");
  }

  private static FetchedFile fetched(String filename, Optional<String> project) {
    return new FetchedFile(
        project.map(ProjectName::parse),
        filename,
        SampleLocks.digest(filename),
        7,
        Optional.empty(),
        Optional.of(">=3.6"),
        URI.create("https://user:secret@files.example.org/" + filename),
        ServedFrom.CACHE);
  }
}
