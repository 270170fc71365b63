package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.MissingTimePolicy;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.ProjectView;
import dev.pipsnapshot.proxy.upstream.IndexUrl;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Upload times of files that an index has copied from another one and tells no times of: those that
 * the other one's page gives for the same SHA-256. They say since when the bytes are public, not
 * since when the copy is. Never blocks; safe for use by many threads.
 */
public final class MatchedTimes {
  private final Upstreams upstreams;
  private final Upstreams references;
  private final ProjectPages pages;
  private final Executor workers;

  /**
   * Times for the pages of {@code upstreams}.
   *
   * @param pages those of its references
   */
  public MatchedTimes(Upstreams upstreams, ProjectPages pages, Executor workers) {
    this.upstreams = upstreams;
    this.references = upstreams.references();
    this.pages = pages;
    this.workers = workers;
  }

  /** The index that is asked for times of {@code project}. */
  IndexUrl reference(ProjectName project) {
    return references.ownerOf(project).index();
  }

  /**
   * The answer with the times that {@code view} wants to be looked for.
   *
   * @param notBefore the cutoff: what was uploaded before it is on a page that is not older
   */
  CompletableFuture<ProjectAnswer> of(
      ProjectName project, ProjectView view, ProjectAnswer answer, Instant notBefore) {
    boolean isWanted =
        view.missingTimePolicy() == MissingTimePolicy.MATCH
            && view.cutoff().isPresent()
            && answer instanceof ProjectAnswer.Found found
            && found.page().detail().lacksUploadTimes()
            && !reference(project).equals(upstreams.ownerOf(project).index());
    if (!isWanted) {
      return CompletableFuture.completedFuture(answer);
    }
    DatedPage page = ((ProjectAnswer.Found) answer).page();
    return pages
        .find(project, notBefore)
        .thenApplyAsync(
            reference ->
                reference instanceof ProjectAnswer.Found found
                    ? new ProjectAnswer.Found(matched(page, found.page()))
                    : answer,
            workers);
  }

  private static DatedPage matched(DatedPage page, DatedPage reference) {
    Map<Sha256, Instant> times = new HashMap<>();
    for (ProjectFile file : reference.detail().files()) {
      if (file.sha256().isPresent() && file.uploadTime().isPresent()) {
        times.merge(
            file.sha256().get(),
            file.uploadTime().get(),
            (one, other) -> one.isBefore(other) ? one : other);
      }
    }
    List<ProjectFile> files = new ArrayList<>();
    Set<String> matched = new HashSet<>();
    for (ProjectFile file : page.detail().files()) {
      Optional<Instant> time =
          file.uploadTime().isPresent()
              ? Optional.empty()
              : file.sha256().flatMap(digest -> Optional.ofNullable(times.get(digest)));
      if (time.isEmpty()) {
        files.add(file);
      } else {
        files.add(file.toBuilder().uploadTime(time.get()).build());
        matched.add(file.filename());
      }
    }
    return new DatedPage(
        page.detail().with(files, page.detail().versions()),
        page.version().with(reference.version()),
        page.fetchedAt().isBefore(reference.fetchedAt()) ? page.fetchedAt() : reference.fetchedAt(),
        matched);
  }
}
