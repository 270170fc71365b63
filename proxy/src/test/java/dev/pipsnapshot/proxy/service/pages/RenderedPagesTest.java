package dev.pipsnapshot.proxy.service.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.route.ViewSelector;
import dev.pipsnapshot.proxy.service.Mount;
import dev.pipsnapshot.proxy.service.PageCoding;
import dev.pipsnapshot.proxy.service.Reply;
import dev.pipsnapshot.proxy.service.ServedPage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenderedPagesTest {
  private static final ProjectName SIX = ProjectName.parse("six");
  private static final PageVariant OF_SIX = variant(SIX);
  private static final PageVariant OF_ANOTHER = variant(ProjectName.parse("another"));

  private final RenderedPages pages = new RenderedPages();

  @Test
  void keepsAPageUntilItsProjectIsForgotten() {
    RenderedPage page = page();
    pages.put(OF_SIX, page, pages.forgotten());
    pages.put(OF_ANOTHER, page, pages.forgotten());

    pages.forget(SIX);

    assertThat(pages.get(OF_SIX)).isEmpty();
    assertThat(pages.get(OF_ANOTHER)).containsSame(page);
  }

  @Test
  void keepsNoPageThatWasMadeBeforeItsProjectWasForgotten() {
    long before = pages.forgotten();
    RenderedPage page = page();

    pages.forget(SIX);
    pages.put(OF_SIX, page, before);

    assertThat(pages.get(OF_SIX)).isEmpty();
  }

  @Test
  void keepsNoPageAgainThatWasTakenFromHereBeforeThat() {
    pages.put(OF_SIX, page(), pages.forgotten());
    long before = pages.forgotten();
    RenderedPage known = pages.get(OF_SIX).orElseThrow();

    pages.forget(SIX);
    pages.put(OF_SIX, known.fetchedAt(Instant.MAX), before);

    assertThat(pages.get(OF_SIX)).isEmpty();
  }

  @Test
  void keepsOnlyAsManyPagesAsFitAndThoseUsedLast() {
    for (int i = 0; i < 3; i++) {
      pages.put(variant(ProjectName.parse("p" + i)), page(15 << 20), pages.forgotten());
    }

    assertThat(pages.get(variant(ProjectName.parse("p0")))).isEmpty();
    assertThat(pages.get(variant(ProjectName.parse("p1")))).isPresent();
    assertThat(pages.get(variant(ProjectName.parse("p2")))).isPresent();
  }

  private static RenderedPage page() {
    return page(1);
  }

  private static RenderedPage page(int bytes) {
    return new RenderedPage(
        new Reply.Document(
            ByteBuffer.allocate(bytes), "text/html", Optional.empty(), Optional.empty()),
        new ServedPage(SIX, 1, 0),
        PageVersion.of(),
        Instant.EPOCH);
  }

  private static PageVariant variant(ProjectName project) {
    return new PageVariant(
        project,
        Mount.of(new ViewSelector.Live()),
        SnapshotView.LIVE.of(project),
        Optional.empty(),
        PageFormat.HTML,
        PageCoding.IDENTITY);
  }
}
