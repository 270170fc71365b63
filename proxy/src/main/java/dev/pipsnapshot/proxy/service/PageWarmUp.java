package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.ProjectView;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.index.ViewedProject;
import dev.pipsnapshot.proxy.index.codec.PageDecoder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes a made-up page through decoding, filtering and rendering. Done often enough, it leaves the
 * virtual machine with that code compiled, which the first big page would otherwise wait for.
 */
public final class PageWarmUp implements Runnable {
  private static final int RELEASES = 100;
  private static final URI SOURCE = URI.create("https://index.example/simple/sample/");

  private final ProjectName project = ProjectName.parse(SamplePage.PROJECT);
  private final ProjectView view =
      SnapshotView.at(Cutoff.parse(SamplePage.DATE, Instant.MAX)).of(project);

  @Override
  public void run() {
    byte[] page = SamplePage.json(RELEASES).getBytes(StandardCharsets.UTF_8);
    ProjectDetail detail = new PageDecoder().decode(project, page, Optional.empty(), SOURCE);
    if (view.apply(detail) instanceof ViewedProject.Shown shown) {
      var variant =
          new PageVariant(
              project,
              Mount.CONFIGURED,
              view,
              Optional.empty(),
              PageFormat.JSON_V1,
              PageCoding.GZIP);
      new PageRenderer().render(shown.detail(), variant);
    }
  }
}
