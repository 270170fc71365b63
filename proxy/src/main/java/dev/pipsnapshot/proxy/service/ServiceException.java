package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.upstream.IndexUrl;
import java.time.Duration;
import java.time.Instant;

/** Why the services cannot answer, where neither upstream nor the cache is to blame. */
public abstract sealed class ServiceException extends RuntimeException implements Diagnosed {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  private ServiceException(Diagnostic diagnostic) {
    super(diagnostic.message());
    this.diagnostic = diagnostic;
  }

  @Override
  public Diagnostic diagnostic() {
    return diagnostic;
  }

  /** Upstream takes longer than clients wait. */
  public static final class Late extends ServiceException {
    private static final long serialVersionUID = 1L;

    public Late(ProjectName project, IndexUrl index, Duration patience) {
      super(
          Diagnostic.of(
                  Category.UPSTREAM,
                  "upstream-slow",
                  index
                      + " has not given the page of '"
                      + project
                      + "' within "
                      + patience.toSeconds()
                      + " s")
              .withHint("ask again: the page is still on its way, and is kept when it comes"));
    }
  }

  /** Upstream itself has only what it was told before the cutoff. */
  public static final class Outdated extends ServiceException {
    private static final long serialVersionUID = 1L;

    public Outdated(ProjectName project, IndexUrl index, Instant fetchedAt, Duration freshFor) {
      super(
          Diagnostic.of(
                  Category.UPSTREAM,
                  "upstream-outdated",
                  index
                      + " gave the page of '"
                      + project
                      + "' as it was at "
                      + fetchedAt
                      + ", before the cutoff")
              .withHint(
                  "compare its clock with this machine's; if it is a pip-snapshot, it asks its own"
                      + " upstream again after "
                      + freshFor.toMinutes()
                      + " minutes, unless it runs offline or cannot reach that: see its log"));
    }
  }

  /** Other large pages are before it, for longer than one can wait. */
  public static final class Busy extends ServiceException {
    private static final long serialVersionUID = 1L;

    private Busy(String page, Duration waited) {
      super(
          Diagnostic.of(
                  Category.UPSTREAM,
                  "overloaded",
                  "large pages are in work one at a time, and "
                      + page
                      + " was not ready within "
                      + waited.toSeconds()
                      + " s")
              .withHint("try again in a moment"));
    }

    public static Busy page(ProjectName project, Duration waited) {
      return new Busy("the page of '" + project + "'", waited);
    }

    public static Busy pageOfFile(String filename, Duration waited) {
      return new Busy("the page that lists '" + filename + "'", waited);
    }
  }

  /**
   * Upstream's page promises core metadata of a file that only upstream could have, and it has
   * none.
   */
  public static final class NoMetadata extends ServiceException {
    private static final long serialVersionUID = 1L;

    public NoMetadata(String filename) {
      super(
          Diagnostic.of(
                  Category.UPSTREAM,
                  "no-core-metadata",
                  "upstream has no core metadata of '" + filename + "', which its page promises")
              .withHint("ask again for the project's page, which does not promise it any more"));
    }
  }

  /** It would have to be asked of upstream, and must not be. */
  public static final class Offline extends ServiceException {
    private static final long serialVersionUID = 1L;

    private Offline(String message) {
      super(
          Diagnostic.of(Category.UPSTREAM, "offline", message)
              .withHint("run once without --offline to fill the cache"));
    }

    public static Offline page(ProjectName project) {
      return new Offline("offline, and the page of '" + project + "' is not in the cache");
    }

    public static Offline pageTooOld(ProjectName project, Instant fetchedAt) {
      return new Offline(
          "offline, and the page of '"
              + project
              + "' in the cache is from "
              + fetchedAt
              + ", before the cutoff");
    }

    public static Offline pageOfUnknownTime(ProjectName project) {
      return new Offline(
          "offline, and nobody knows when the page of '"
              + project
              + "' in the cache was fetched: the clock ran ahead");
    }

    public static Offline pageOf(String filename, ProjectName project) {
      return new Offline(
          "offline, and a page of '"
              + project
              + "' that lists this '"
              + filename
              + "' is not in the cache");
    }

    public static Offline file(String filename) {
      return new Offline("offline, and '" + filename + "' is not in the cache");
    }

    public static Offline projectList() {
      return new Offline("offline, and the list of projects is never cached");
    }
  }
}
