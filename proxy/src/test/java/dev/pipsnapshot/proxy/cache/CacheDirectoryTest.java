package dev.pipsnapshot.proxy.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheDirectoryTest {
  /** For its owner and a group, which what is made in it belongs to as well. */
  private static final int SHARED = 02770;

  @TempDir private Path folder;
  private CacheLayout layout = new CacheLayout(Path.of("/"));

  @BeforeEach
  void create() throws IOException {
    layout = new CacheLayout(folder.resolve("cache"));
    CacheDirectory.createRoot(layout);
    CacheDirectory.createTrees(layout);
  }

  @Test
  void isForItsUserAloneAndTrusted() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(layout.root())))
        .isEqualTo("rwx------");
    assertThatCode(() -> CacheDirectory.requireTrusted(layout)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "artifacts-v1",
        "artifacts-v1/sha256",
        "artifacts-v1/sha256/incoming",
        "artifacts-v1/verified",
        "pages-v1",
        "metadata-v2"
      })
  void isRefusedIfAnyoneMayWriteToAPartOfIt(String part) throws IOException {
    Path open = layout.root().resolve(part);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatExceptionOfType(CacheException.Directory.class)
        .isThrownBy(() -> CacheDirectory.requireTrusted(layout))
        .withMessageContaining(open.toString())
        .satisfies(
            refused -> assertThat(refused.diagnostic().hint().orElse("")).contains("chmod o-w"));
  }

  @Test
  void mayBeSharedByAGroup() throws IOException {
    Files.setPosixFilePermissions(layout.root(), PosixFilePermissions.fromString("rwxrwx---"));

    assertThatCode(() -> CacheDirectory.requireTrusted(layout)).doesNotThrowAnyException();
  }

  @Test
  void keepsATreeOpenToTheGroupThatSharesIt() throws IOException {
    Path incoming = CacheLayout.incoming(layout.pages());
    Files.delete(incoming);
    Files.setAttribute(layout.pages(), "unix:mode", SHARED);

    CacheDirectory.createTrees(layout);

    assertThat(mode(incoming)).isEqualTo(SHARED);
  }

  @Test
  void isOpenThroughoutToTheGroupThatSharesItsRoot() throws IOException {
    var shared = new CacheLayout(Files.createDirectory(folder.resolve("shared")));
    Files.setAttribute(shared.root(), "unix:mode", SHARED);

    CacheDirectory.createTrees(shared);

    assertThat(shared.trees())
        .allSatisfy(tree -> assertThat(mode(tree)).isEqualTo(SHARED))
        .allSatisfy(tree -> assertThat(mode(CacheLayout.incoming(tree))).isEqualTo(SHARED));
  }

  @ParameterizedTest
  @CsvSource({"1000, 1000, false", "1000, 0, false", "0, 1000, false", "1000, 1001, true"})
  void isNotTrustedIfItBelongsToAnotherUser(int user, int owner, boolean distrusted) {
    assertThat(CacheDirectory.distrusts(user, owner)).isEqualTo(distrusted);
  }

  @Test
  void isJudgedByWhatALinkInItLeadsTo() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.delete(CacheLayout.incoming(layout.pages()));
    Files.delete(layout.pages());
    Files.createSymbolicLink(layout.pages(), elsewhere);

    assertThatExceptionOfType(CacheException.Directory.class)
        .isThrownBy(() -> CacheDirectory.requireTrusted(layout));
  }

  private static int mode(Path directory) throws IOException {
    return (int) Files.getAttribute(directory, "unix:mode") & 07777;
  }
}
