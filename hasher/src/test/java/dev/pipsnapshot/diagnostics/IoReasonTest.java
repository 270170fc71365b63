package dev.pipsnapshot.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class IoReasonTest {
  @Test
  void saysWhatTheSystemSays() {
    assertThat(IoReason.of(new NoSuchFileException("/a")))
        .isEqualTo("/a: No such file or directory");
    assertThat(IoReason.of(new AccessDeniedException("/a"))).isEqualTo("/a: Permission denied");
    assertThat(IoReason.of(new FileSystemException("/a", null, "No locks available")))
        .isEqualTo("/a: No locks available");
    assertThat(IoReason.of(new UnknownHostException("nowhere.invalid")))
        .isEqualTo("the name nowhere.invalid does not resolve");
    assertThat(
            IoReason.of(
                new IOException(
                    "Cannot run program \"/x\": error=2, No such file or directory",
                    new IOException("error=2, No such file or directory"))))
        .isEqualTo("No such file or directory");
    assertThat(IoReason.of(new UncheckedIOException(new IOException("Is a directory"))))
        .isEqualTo("Is a directory");
  }

  @Test
  void namesAnExceptionOnlyWhereThereAreNoWords() {
    assertThat(IoReason.of(new IOException())).isEqualTo("IOException");
  }
}
