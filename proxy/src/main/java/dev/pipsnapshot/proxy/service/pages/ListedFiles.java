package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.proxy.index.NamesInFilename;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import dev.pipsnapshot.proxy.service.ArtifactPaths;
import dev.pipsnapshot.proxy.service.ExpiringMap;
import dev.pipsnapshot.proxy.service.ServiceException;
import dev.pipsnapshot.proxy.service.WaitLimit;
import dev.pipsnapshot.proxy.upstream.Upstream;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Finds what an index page said of a file: the pages at hand are the record, also after a restart,
 * and a file's name says whose pages to look at. Where none of them lists it, the owner of the name
 * is asked for its page: links outlive the cache that they were made from, and lead to others. A
 * file on the page of a project whose name its own name does not start with is found as long as its
 * page has been served in this process, and not too many of the kind since.
 */
public final class ListedFiles {
  /** No index of good will has as many; they stay in memory. */
  private static final int MAX_ODDLY_NAMED = 20_000;

  /** What nobody has is asked for in earnest by few, and by more who only try. */
  private static final int MAX_UNLISTED = 10_000;

  private final ProjectPages pages;
  private final Upstreams upstreams;
  private final WaitLimit patience;
  private final ExpiringMap<Link, Boolean> unlisted;
  private final Map<Link, ListedFile> oddlyNamed =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Link, ListedFile> eldest) {
              return size() > MAX_ODDLY_NAMED;
            }
          });

  /** The same bytes can have several names. */
  private record Link(ArtifactKey key, String filename) {}

  public ListedFiles(ProjectPages pages, Upstreams upstreams, WaitLimit patience, Clock clock) {
    this.pages = pages;
    this.upstreams = upstreams;
    this.patience = patience;
    this.unlisted = new ExpiringMap<>(ProjectPages.ABSENT_FOR, MAX_UNLISTED, clock);
  }

  /** Remembers those files of a page that their names do not lead to. */
  void listed(ProjectName project, List<ProjectFile> files) {
    for (ProjectFile file : files) {
      if (!NamesInFilename.leadTo(project, file.filename())) {
        oddlyNamed.put(
            new Link(ArtifactPaths.key(file), file.filename()), new ListedFile(project, file));
      }
    }
  }

  /** The file, if a page lists it under this key and name. */
  public CompletableFuture<Optional<ListedFile>> find(ArtifactKey key, String filename) {
    var link = new Link(key, filename);
    if (unlisted.get(link).isPresent()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    CompletableFuture<Optional<ListedFile>> atHand =
        find(link, NamesInFilename.likely(filename), pages::atHand)
            .thenCompose(
                found ->
                    found.isPresent()
                        ? CompletableFuture.completedFuture(found)
                        : find(link, NamesInFilename.possible(filename), pages::atHand))
            // Last: anybody's page may list what is another's.
            .thenApply(found -> found.or(() -> Optional.ofNullable(oddlyNamed.get(link))));
    List<ProjectName> owned = ofOneIndex(NamesInFilename.likely(filename));
    return patience.limit(
        atHand.thenCompose(
            found ->
                found.isPresent() || owned.isEmpty()
                    ? CompletableFuture.completedFuture(found)
                    : askOwner(link, owned)),
        waited ->
            atHand.isDone() && !owned.isEmpty()
                ? late(owned.get(0), waited)
                : ServiceException.Busy.pageOfFile(filename, waited));
  }

  private CompletableFuture<Optional<ListedFile>> askOwner(Link link, List<ProjectName> projects) {
    return find(link, projects, project -> pages.renewed(project, link.filename()))
        .thenApply(
            found -> {
              if (found.isEmpty()) {
                unlisted.put(link, true);
              }
              return found;
            });
  }

  /** A name that an index may own besides the default one is a secret from all others. */
  private List<ProjectName> ofOneIndex(List<ProjectName> projects) {
    List<ProjectName> owned =
        projects.stream()
            .filter(project -> !upstreams.ownerOf(project).name().equals(Upstream.DEFAULT_NAME))
            .toList();
    return owned.isEmpty() ? projects : owned;
  }

  private ServiceException late(ProjectName project, Duration waited) {
    return new ServiceException.Late(project, upstreams.ownerOf(project).index(), waited);
  }

  private static CompletableFuture<Optional<ListedFile>> find(
      Link link,
      List<ProjectName> projects,
      Function<ProjectName, CompletableFuture<Optional<DatedPage>>> pageOf) {
    if (projects.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    ProjectName project = projects.get(0);
    return pageOf
        .apply(project)
        .thenCompose(
            page -> {
              Optional<ListedFile> found =
                  page.flatMap(
                      known ->
                          known.detail().files().stream()
                              .filter(file -> file.filename().equals(link.filename()))
                              .filter(file -> ArtifactPaths.key(file).equals(link.key()))
                              .findFirst()
                              .map(file -> new ListedFile(project, file)));
              return found.isPresent()
                  ? CompletableFuture.completedFuture(found)
                  : find(link, projects.subList(1, projects.size()), pageOf);
            });
  }
}
