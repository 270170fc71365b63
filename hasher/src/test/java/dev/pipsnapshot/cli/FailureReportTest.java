package dev.pipsnapshot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailureReportTest {
  @Test
  void tellsWhatIsWrappedAndNotTheWrapping() {
    var failure = new CompletionException(new UncheckedIOException(new Told()));

    assertThat(FailureReport.of(failure).exitCode()).isEqualTo(ExitStatus.DIRECTORY.code());
    assertThat(FailureReport.of(failure).diagnostic().message()).isEqualTo("the disk is full");
  }

  @Test
  void holdsWhatNobodyExplainedForABug() {
    assertThat(FailureReport.of(new IllegalStateException("odd")).exitCode())
        .isEqualTo(ExitStatus.BUG.code());
  }

  private static final class Told extends IOException implements Diagnosed {
    private static final long serialVersionUID = 1L;

    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.of(Category.DIRECTORY, "disk-full", "the disk is full");
    }
  }
}
