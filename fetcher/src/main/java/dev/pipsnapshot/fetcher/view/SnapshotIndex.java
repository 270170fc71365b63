package dev.pipsnapshot.fetcher.view;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.Exclusion;
import dev.pipsnapshot.proxy.index.InstallTarget;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.ViewedProject;
import dev.pipsnapshot.proxy.service.ServedFile;
import dev.pipsnapshot.proxy.service.gateway.ReadAhead;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A package index as it was at an instant, on loopback, and what it knows of what it served. Safe
 * for use by several threads.
 */
public interface SnapshotIndex extends AutoCloseable {
  /** The simple index that pip is pointed at, with a final slash. */
  URI indexUrl();

  /** The same, with pages that leave out what is of no use for {@code target}. */
  URI indexUrl(InstallTarget target);

  /** The same at another cutoff, which holds for all projects. */
  URI indexUrl(Cutoff cutoff);

  /** The same index unfiltered, with a final slash: where a pinned pip comes from. */
  URI liveIndexUrl();

  /** For whoever knows what pip will ask for soon. */
  ReadAhead readAhead();

  /** A file is about to be downloaded before pip asks for it. */
  void downloading(ProjectFile file);

  /** The file of this name that a client took, as it was served for the first time. */
  Optional<ServedFile> file(String filename);

  /**
   * What the view shows and hides of a project; empty if there is no such project.
   *
   * @throws java.util.concurrent.CompletionException if that cannot be known
   */
  Optional<ViewedProject> viewed(ProjectName project);

  /** The same without waiting for it. */
  CompletableFuture<Optional<ViewedProject>> viewing(ProjectName project);

  /** The files of a project that exist and are not in the view; none if that cannot be known. */
  List<Exclusion> hidden(ProjectName project);

  /**
   * The files of a project that are in the view.
   *
   * @throws dev.pipsnapshot.fetcher.failure.IndexFailed if that cannot be known
   */
  List<ProjectFile> shown(ProjectName project);

  /**
   * The digest of a file that a page lists: what the page says, else that of its bytes.
   *
   * @throws dev.pipsnapshot.fetcher.failure.IndexFailed if they are not to be had
   */
  Sha256 digest(ProjectName project, ProjectFile file);

  /** Which pages were asked for and could not be answered, then or later, and why. */
  List<Diagnostic> pageTroubles();

  /** The same of files. */
  List<Diagnostic> fileTroubles();

  /** Why the page of a project cannot be had; empty if it can, or if there is none. */
  Optional<Diagnostic> trouble(ProjectName project);

  /**
   * What came over the network, also for nobody, and what from the cache, each file counted once.
   */
  Traffic traffic();

  /** Stops serving. Idempotent. */
  @Override
  void close();
}
