package dev.pipsnapshot.proxy.index.codec;

import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import java.nio.charset.StandardCharsets;

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
   * The page in {@code format}, as UTF-8.
   *
   * @param links where the files are to be had
   */
  public byte[] encode(ProjectDetail detail, PageFormat format, FileLinks links) {
    var out = new StringBuilder(512 + detail.files().size() * 400);
    if (format.isJson()) {
      new JsonPageWriter(out, links, originalUrls).write(detail);
    } else {
      new HtmlPageWriter(out, links, originalUrls).write(detail);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
