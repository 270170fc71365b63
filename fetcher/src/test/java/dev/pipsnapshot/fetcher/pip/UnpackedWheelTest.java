package dev.pipsnapshot.fetcher.pip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackedWheelTest {
  @TempDir private Path folder;

  @Test
  void holdsTheFilesOfTheWheel() throws IOException {
    Path wheel =
        wheel("pip/", "pip/__main__.py", "pip/_vendor/cacert.pem", "pip-1.dist-info/RECORD");

    UnpackedWheel.in(folder.resolve("pip-1"), wheel);

    assertThat(folder.resolve("pip-1/pip/__main__.py")).hasContent("pip/__main__.py");
    assertThat(folder.resolve("pip-1/pip/_vendor/cacert.pem")).exists();
    assertThat(folder.resolve("pip-1/pip-1.dist-info/RECORD")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil.py", "pip/../../evil.py", "/evil.py", ".", "pip/.."})
  void holdsNothingOutsideItself(String name) throws IOException {
    Path wheel = wheel("pip/__init__.py", name);

    assertThatExceptionOfType(ZipException.class)
        .isThrownBy(() -> UnpackedWheel.in(folder.resolve("pip-1"), wheel))
        .withMessageContaining("'" + name + "'");
    assertThat(folder.resolve("evil.py")).doesNotExist();
  }

  @Test
  void isNoBomb() throws IOException {
    Path wheel = folder.resolve("bomb.whl");
    byte[] zeros = new byte[1 << 20];
    try (var zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
      zip.putNextEntry(new ZipEntry("pip/__init__.py"));
      for (int i = 0; i < 200; i++) {
        zip.write(zeros);
      }
    }

    assertThatExceptionOfType(ZipException.class)
        .isThrownBy(() -> UnpackedWheel.in(folder.resolve("pip-1"), wheel))
        .withMessageContaining("more than 128 MiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pip/./__init__.py", "pip/__init__.py/x.py", "pip"})
  void holdsNothingTwice(String name) throws IOException {
    Path wheel = wheel("pip/__init__.py", name);

    assertThatExceptionOfType(ZipException.class)
        .isThrownBy(() -> UnpackedWheel.in(folder.resolve("pip-1"), wheel));
  }

  @Test
  void needsAnArchive() throws IOException {
    Path wheel = Files.writeString(folder.resolve("no.whl"), "<html>");

    assertThatExceptionOfType(ZipException.class)
        .isThrownBy(() -> UnpackedWheel.in(folder.resolve("pip-1"), wheel));
  }

  private Path wheel(String... names) throws IOException {
    Path wheel = folder.resolve("pip-1-py3-none-any.whl");
    try (var zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
      for (String name : Arrays.asList(names)) {
        zip.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          zip.write(name.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return wheel;
  }
}
