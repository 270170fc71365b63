package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.proxy.service.Reply;
import dev.pipsnapshot.proxy.service.ServedPage;
import java.time.Instant;

/**
 * A page that only needs to be sent.
 *
 * @param document its bytes
 * @param counts what is on it
 * @param version that of the upstream page that it was made from
 * @param fetchedAt when upstream said so
 */
record RenderedPage(
    Reply.Document document, ServedPage counts, PageVersion version, Instant fetchedAt) {
  /** Whether upstream need not be asked again yet. */
  boolean isFresh(Instant now) {
    return ProjectPages.isFresh(fetchedAt, now, ProjectPages.FRESH_FOR);
  }

  RenderedPage fetchedAt(Instant later) {
    return new RenderedPage(document, counts, version, later);
  }
}
