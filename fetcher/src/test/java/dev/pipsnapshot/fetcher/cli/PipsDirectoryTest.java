package dev.pipsnapshot.fetcher.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pipsnapshot.fetcher.failure.OptionRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipsDirectoryTest {
  @TempDir private Path folder;

  @Test
  void takesFilesBesideIt() throws IOException {
    assertTaken("out", "pins.json");
    Files.createDirectory(folder.resolve("out"));
    assertTaken("out", "pins.json");
    assertTaken("out", "out.json");
    assertTaken("out", "missing/pins.json");
  }

  @Test
  void refusesFilesInItWhetherItIsThereOrNot() throws IOException {
    assertRefused("out", "out/pins.json");
    assertRefused("out", "beside/../out/deeper/pins.json");
    Files.createDirectory(folder.resolve("out"));
    assertRefused("out", "out/pins.json");
    assertRefused("out/./", "out");
  }

  @Test
  void refusesWaysIntoItThroughLinks() throws IOException {
    Files.createDirectories(folder.resolve("real/out"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));
    assertRefused("real/out", "link/out/pins.json");
    assertRefused("link/out", "real/out/pins.json");
    assertRefused("link/new", "real/new/pins.json");

    Files.createFile(folder.resolve("real/out/pins.json"));
    Files.createSymbolicLink(folder.resolve("pins.json"), Path.of("real/out/pins.json"));
    assertRefused("real/out", "pins.json");
  }

  @Test
  void refusesALinkInItAlthoughTheFileIsElsewhere() throws IOException {
    Files.createDirectory(folder.resolve("out"));
    Files.createSymbolicLink(folder.resolve("out/elsewhere"), folder);

    assertRefused("out", "out/elsewhere/pins.json");
  }

  private void assertTaken(String directory, String file) {
    assertThatCode(() -> require(directory, file)).doesNotThrowAnyException();
  }

  private void assertRefused(String directory, String file) {
    assertThatExceptionOfType(OptionRefused.class)
        .isThrownBy(() -> require(directory, file))
        .withMessageContaining("the pin file is no part of");
  }

  private void require(String directory, String file) {
    new PipsDirectory(folder.resolve(directory))
        .requireOutside("the pin file", folder.resolve(file), "--pin");
  }
}
