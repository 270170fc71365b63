package dev.pipsnapshot.proxy.index.codec;

import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Writes project pages in either representation of the simple repository API.
 *
 * <p>Equal details, links and formats give equal bytes. Upstream's serial is left out, for it says
 * nothing about a filtered page. Thread-safe.
 */
public final class PageEncoder {
  private final OriginalUrls originalUrls;

  /** Creates an encoder of pages that tell or do not tell where files come from first. */
  public PageEncoder(OriginalUrls originalUrls) {
    this.originalUrls = originalUrls;
  }

  /**
   * Writes a page of no view; see {@link #encode(ProjectDetail, Optional, PageFormat, FileLinks,
   * OutputStream)}.
   */
  public void encode(ProjectDetail detail, PageFormat format, FileLinks links, OutputStream out)
      throws IOException {
    encode(detail, Optional.empty(), format, links, out);
  }

  /**
   * Writes the page in {@code format}, as UTF-8, a piece at a time.
   *
   * @param cutoff that of the view which the page is of, told on it lest the page be taken for the
   *     index's own
   * @param links where the files are to be had
   * @throws IOException if {@code out} does
   */
  public void encode(
      ProjectDetail detail,
      Optional<Cutoff> cutoff,
      PageFormat format,
      FileLinks links,
      OutputStream out)
      throws IOException {
    var page = new PageText(out);
    if (format.isJson()) {
      new JsonPageWriter(page, links, originalUrls).write(detail, cutoff);
    } else {
      new HtmlPageWriter(page, links, originalUrls).write(detail, cutoff);
    }
  }
}
