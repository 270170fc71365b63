package dev.pipsnapshot.proxy.upstream;

import java.time.Instant;

/** What an index said to the request for a project's page. */
public sealed interface PageAnswer {
  /** The page. */
  record Fetched(FetchedPage page) implements PageAnswer {}

  /**
   * The page with the given validators is still the current one.
   *
   * @param checkedAt when the request was sent
   */
  record NotModified(Instant checkedAt) implements PageAnswer {}

  /**
   * The index knows no such project.
   *
   * @param checkedAt when the request was sent
   */
  record NoSuchProject(Instant checkedAt) implements PageAnswer {}
}
