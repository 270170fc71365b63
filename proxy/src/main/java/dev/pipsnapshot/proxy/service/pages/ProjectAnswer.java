package dev.pipsnapshot.proxy.service.pages;

import java.time.Instant;

/** What is known of a project upstream. */
sealed interface ProjectAnswer {
  /** When upstream said so. */
  Instant fetchedAt();

  /** It has this page. */
  record Found(DatedPage page) implements ProjectAnswer {
    @Override
    public Instant fetchedAt() {
      return page.fetchedAt();
    }
  }

  /** There is no such project. */
  record NoSuchProject(Instant fetchedAt) implements ProjectAnswer {}
}
