package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.upstream.LargeBodies;
import java.time.Instant;

/**
 * A project's page as upstream has it, with every upload time that could be found.
 *
 * @param detail the page
 * @param version of what upstream sent
 * @param fetchedAt when upstream was asked, or last said that nothing has changed
 */
record SourcePage(ProjectDetail detail, PageVersion version, Instant fetchedAt) {
  /** Whether two of the kind might be too much for the memory. */
  boolean isLarge() {
    return version.length() > LargeBodies.LARGE;
  }
}
