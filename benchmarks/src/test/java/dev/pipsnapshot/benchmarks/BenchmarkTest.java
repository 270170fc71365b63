package dev.pipsnapshot.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.ViewedProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is measured is the work that it says it is. */
class BenchmarkTest {
  @Test
  void pagesAreReadFilteredAndWritten() {
    var pages = new PageBenchmark();
    pages.files = 40;
    pages.makePages();

    assertThat(pages.decodeJson().files()).hasSize(40);
    assertThat(pages.decodeHtml().files()).hasSize(40);
    assertThat(pages.filter())
        .isInstanceOfSatisfying(
            ViewedProject.Shown.class, shown -> assertThat(shown.detail().files()).hasSize(20));
    assertThat(new String(pages.encodeJson(), StandardCharsets.UTF_8)).startsWith("{");
    assertThat(new String(pages.encodeHtml(), StandardCharsets.UTF_8)).startsWith("<");
  }

  @Test
  void directoriesAreHashed() throws IOException {
    var nars = new NarBenchmark();
    nars.files = 64;
    nars.makeDirectory();
    try {
      nars.write();
      assertThat(nars.hash().size()).isGreaterThan(32 << 20);
    } finally {
      nars.deleteDirectory();
    }
  }
}
