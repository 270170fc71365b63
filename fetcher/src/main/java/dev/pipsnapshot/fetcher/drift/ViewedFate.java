package dev.pipsnapshot.fetcher.drift;

import dev.pipsnapshot.fetcher.drift.Reason.Kind;
import dev.pipsnapshot.fetcher.view.SnapshotIndex;
import dev.pipsnapshot.proxy.index.Exclusion;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.ViewedProject;
import dev.pipsnapshot.proxy.index.ViewedProject.Shown;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Asks a view. It must pass yank marks on.
 *
 * @param index the view
 */
public record ViewedFate(SnapshotIndex index) implements UpstreamFate {

  @Override
  public Optional<Reason> of(PlacedFile file) {
    if (file.project().isEmpty()) {
      return Optional.of(unknown("nobody knows whose file it is"));
    }
    ProjectName project = file.project().get();
    try {
      Optional<ViewedProject> page = index.viewed(project);
      if (page.isEmpty()) {
        return Optional.of(
            new Reason(Kind.DELETED_UPSTREAM, "the index has no project " + project + " any more"));
      }
      return page.get() instanceof Shown shown
          ? fate(file, shown)
          : Optional.of(unknown("the index does not tell upload times of " + project));
    } catch (CompletionException e) {
      return Optional.of(unknown("the index could not be asked about " + project));
    }
  }

  @Override
  public Optional<Instant> uploadTime(PlacedFile file) {
    try {
      return file.project()
          .flatMap(index::viewed)
          .filter(Shown.class::isInstance)
          .map(Shown.class::cast)
          .flatMap(page -> known(file, page))
          .flatMap(ProjectFile::uploadTime);
    } catch (CompletionException e) {
      return Optional.empty();
    }
  }

  /** The file, whether the view shows it or not. */
  private static Optional<ProjectFile> known(PlacedFile file, Shown page) {
    return named(file, page.detail().files())
        .or(() -> named(file, page.exclusions().stream().map(Exclusion::file).toList()));
  }

  private static Optional<Reason> fate(PlacedFile file, Shown page) {
    Optional<ProjectFile> listed = named(file, page.detail().files());
    if (listed.isPresent()) {
      return listed.flatMap(ViewedFate::yanked).or(() -> replaced(file, listed.get()));
    }
    Optional<Exclusion> hidden =
        page.exclusions().stream()
            .filter(exclusion -> exclusion.file().filename().equals(file.filename()))
            .findFirst();
    return Optional.of(
        hidden
            .map(exclusion -> new Reason(Kind.NOT_IN_VIEW, exclusion.sentence()))
            .orElseGet(
                () ->
                    new Reason(
                        Kind.DELETED_UPSTREAM,
                        "deleted upstream: the index does not list " + file.filename())));
  }

  private static Optional<ProjectFile> named(PlacedFile file, List<ProjectFile> files) {
    return files.stream().filter(listed -> listed.filename().equals(file.filename())).findFirst();
  }

  private static Optional<Reason> yanked(ProjectFile listed) {
    return listed
        .yank()
        .map(
            yank ->
                new Reason(
                    Kind.YANKED,
                    "yanked upstream" + yank.reason().map(text -> ": " + text).orElse("")));
  }

  private static Optional<Reason> replaced(PlacedFile file, ProjectFile listed) {
    return listed
        .sha256()
        .filter(digest -> !digest.equals(file.digest()))
        .map(
            digest ->
                new Reason(
                    Kind.REPLACED_UPSTREAM,
                    "replaced upstream: the index lists sha256 " + digest + " under this name"));
  }

  private static Reason unknown(String why) {
    return new Reason(Kind.UNKNOWN, why);
  }
}
