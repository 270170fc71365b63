package dev.pipsnapshot.proxy.service;

import java.time.Instant;

/** What is known of a project upstream. */
sealed interface SourceAnswer {
  /** When upstream said so. */
  Instant fetchedAt();

  /** It has this page. */
  record Found(SourcePage page) implements SourceAnswer {
    @Override
    public Instant fetchedAt() {
      return page.fetchedAt();
    }
  }

  /** There is no such project. */
  record NoSuchProject(Instant fetchedAt) implements SourceAnswer {}
}
