package dev.pipsnapshot.proxy.service;

import java.time.Instant;

/**
 * A page that only needs to be sent.
 *
 * @param document its bytes
 * @param counts what is on it
 * @param version that of the upstream page that it was made from
 * @param fetchedAt when upstream said so
 */
record ReadyPage(
    Reply.Document document, ServedPage counts, PageVersion version, Instant fetchedAt) {
  /** Whether upstream need not be asked again yet. */
  boolean isFresh(Instant now) {
    return ProjectPages.isFresh(fetchedAt, now, ProjectPages.FRESH_FOR);
  }

  ReadyPage fetchedAt(Instant later) {
    return new ReadyPage(document, counts, version, later);
  }
}
