package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Rendered pages, as many of those used last as fit. */
final class RenderedPages {
  private static final long MAX_BYTES = 32L << 20;

  private final LinkedHashMap<PageVariant, RenderedPage> pages =
      new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;
  private long forgotten;

  synchronized Optional<RenderedPage> get(PageVariant variant) {
    return Optional.ofNullable(pages.get(variant));
  }

  /** To be asked before a page is made, or taken from here, that is to be {@link #put}. */
  synchronized long forgotten() {
    return forgotten;
  }

  /**
   * Keeps a page for the next client, unless pages have been forgotten since: it may be made from
   * what those were made from.
   *
   * @param before what {@link #forgotten} was then
   */
  synchronized void put(PageVariant variant, RenderedPage page, long before) {
    if (forgotten != before) {
      return;
    }
    RenderedPage replaced = pages.put(variant, page);
    bytes += size(page) - (replaced == null ? 0 : size(replaced));
    var eldest = pages.entrySet().iterator();
    while (bytes > MAX_BYTES && pages.size() > 1) {
      bytes -= size(eldest.next().getValue());
      eldest.remove();
    }
  }

  /** Drops every page of {@code project}, those included that are being made. */
  synchronized void forget(ProjectName project) {
    forgotten++;
    var all = pages.entrySet().iterator();
    while (all.hasNext()) {
      var page = all.next();
      if (page.getKey().project().equals(project)) {
        bytes -= size(page.getValue());
        all.remove();
      }
    }
  }

  private static long size(RenderedPage page) {
    return page.document().body().remaining();
  }
}
