package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.ProjectView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Rendered pages, as many of those used last as fit. */
final class ReadyPages {
  private static final long MAX_BYTES = 32L << 20;

  /** What the bytes of a page depend on, but for the page itself. */
  record Key(
      ProjectName project, Mount mount, ProjectView view, PageFormat format, Coding coding) {}

  /** The content codings that pages go out in. */
  enum Coding {
    IDENTITY,
    GZIP
  }

  /**
   * A page that only needs to be sent.
   *
   * @param document its bytes
   * @param counts what is on it
   * @param version that of the upstream page that it was made from
   * @param usableUntil when upstream has to be asked again
   */
  record ReadyPage(
      Reply.Document document, ServedPage counts, Sha256 version, Instant usableUntil) {
    ReadyPage usableUntil(Instant later) {
      return new ReadyPage(document, counts, version, later);
    }
  }

  private final LinkedHashMap<Key, ReadyPage> pages = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  synchronized Optional<ReadyPage> get(Key key) {
    return Optional.ofNullable(pages.get(key));
  }

  synchronized void put(Key key, ReadyPage page) {
    ReadyPage replaced = pages.put(key, page);
    bytes += size(page) - (replaced == null ? 0 : size(replaced));
    var eldest = pages.entrySet().iterator();
    while (bytes > MAX_BYTES && pages.size() > 1) {
      bytes -= size(eldest.next().getValue());
      eldest.remove();
    }
  }

  private static long size(ReadyPage page) {
    return page.document().body().remaining();
  }
}
