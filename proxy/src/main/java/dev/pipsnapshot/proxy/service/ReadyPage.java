package dev.pipsnapshot.proxy.service;

import java.time.Instant;

/**
 * A page that only needs to be sent.
 *
 * @param document its bytes
 * @param counts what is on it
 * @param version that of the upstream page that it was made from
 * @param usableUntil when upstream has to be asked again
 */
record ReadyPage(
    Reply.Document document, ServedPage counts, PageVersion version, Instant usableUntil) {
  ReadyPage usableUntil(Instant later) {
    return new ReadyPage(document, counts, version, later);
  }
}
