package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.upstream.LargeBodies;
import java.time.Instant;
import java.util.Set;

/**
 * A project's page as upstream has it, with every upload time that could be found.
 *
 * @param detail the page
 * @param version of what upstream sent
 * @param fetchedAt when upstream was asked, or last said that nothing has changed
 * @param matched names of the files whose time another index told, which has the same bytes
 */
record DatedPage(
    ProjectDetail detail, PageVersion version, Instant fetchedAt, Set<String> matched) {
  DatedPage {
    matched = Set.copyOf(matched);
  }

  DatedPage(ProjectDetail detail, PageVersion version, Instant fetchedAt) {
    this(detail, version, fetchedAt, Set.of());
  }

  /** Whether two of the kind might be too much for the memory. */
  boolean isLarge() {
    return version.length() > LargeBodies.LARGE;
  }
}
