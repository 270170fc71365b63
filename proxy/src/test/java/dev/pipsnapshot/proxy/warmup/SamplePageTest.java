package dev.pipsnapshot.proxy.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.codec.PageDecoder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SamplePageTest {
  @Test
  void isAWholePageOfDatedFilesWithDigests() {
    ProjectDetail detail =
        new PageDecoder()
            .decode(
                ProjectName.parse(SamplePage.PROJECT),
                SamplePage.json(12).getBytes(StandardCharsets.UTF_8),
                Optional.empty(),
                URI.create("https://index.example/simple/sample/"));

    assertThat(detail.versions().orElseThrow()).hasSize(12);
    assertThat(detail.files()).hasSize(24).allMatch(file -> file.sha256().isPresent());
    assertThat(detail.lacksUploadTimes()).isFalse();
    Cutoff cutoff = Cutoff.parse(SamplePage.DATE, Instant.MAX);
    assertThat(detail.files())
        .as("there is something to leave out, and something left")
        .anyMatch(file -> cutoff.admits(file.uploadTime().orElseThrow()))
        .anyMatch(file -> !cutoff.admits(file.uploadTime().orElseThrow()));
  }
}
