package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Finds what an index page said of a file, also after a restart: the pages at hand are the record,
 * and a file's name says whose pages to look at. A file on the page of a project whose name its own
 * name does not start with is found as long as its page has been served in this process, and not
 * too many of the kind since.
 */
final class ListedFiles {
  /** No index of good will has as many; they stay in memory. */
  private static final int MAX_ODDLY_NAMED = 20_000;

  private final ProjectPages pages;
  private final Patience patience;
  private final Map<ArtifactKey, ListedFile> oddlyNamed =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<ArtifactKey, ListedFile> eldest) {
              return size() > MAX_ODDLY_NAMED;
            }
          });

  ListedFiles(ProjectPages pages, Patience patience) {
    this.pages = pages;
    this.patience = patience;
  }

  /** Remembers those files of a page that their names do not lead to. */
  void listed(ProjectName project, List<ProjectFile> files) {
    for (ProjectFile file : files) {
      if (!leadsTo(project, file.filename())) {
        oddlyNamed.put(ArtifactPaths.key(file), new ListedFile(project, file));
      }
    }
  }

  /** The file, if a page at hand lists it under this key and name. */
  CompletableFuture<Optional<ListedFile>> find(ArtifactKey key, String filename) {
    ListedFile odd = oddlyNamed.get(key);
    if (odd != null && odd.file().filename().equals(filename)) {
      return CompletableFuture.completedFuture(Optional.of(odd));
    }
    return patience.limit(
        find(key, filename, possibleProjects(filename)),
        waited -> ServiceException.Busy.pageOfFile(filename, waited));
  }

  private CompletableFuture<Optional<ListedFile>> find(
      ArtifactKey key, String filename, List<ProjectName> projects) {
    if (projects.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    ProjectName project = projects.get(0);
    return pages
        .atHand(project)
        .thenCompose(
            page -> {
              Optional<ListedFile> found =
                  page.flatMap(
                      known ->
                          known.detail().files().stream()
                              .filter(file -> file.filename().equals(filename))
                              .filter(file -> ArtifactPaths.key(file).equals(key))
                              .findFirst()
                              .map(file -> new ListedFile(project, file)));
              return found.isPresent()
                  ? CompletableFuture.completedFuture(found)
                  : find(key, filename, projects.subList(1, projects.size()));
            });
  }

  /**
   * Every prefix of the file's name that may be a project's. The name of a project may have as many
   * parts as its files', and how long those are is limited where they are asked for.
   */
  private static List<ProjectName> possibleProjects(String filename) {
    String name = normalised(filename);
    return IntStream.range(1, name.length())
        .filter(end -> name.charAt(end) == '-')
        .mapToObj(end -> name.substring(0, end))
        .filter(ProjectName::isValid)
        .map(ProjectName::parse)
        .toList();
  }

  private static boolean leadsTo(ProjectName project, String filename) {
    String name = project.normalised();
    // Most names are spelled as the project's, and pages have thousands of files.
    return (filename.startsWith(name)
            && filename.length() > name.length()
            && isSeparator(filename.charAt(name.length())))
        || normalised(filename).startsWith(name + "-");
  }

  private static boolean isSeparator(char c) {
    return c == '-' || c == '_' || c == '.';
  }

  /** As PEP 503 normalises names; by hand, because pages have thousands of files. */
  private static String normalised(String filename) {
    var name = new StringBuilder(filename.length());
    for (int i = 0; i < filename.length(); i++) {
      char c = filename.charAt(i);
      if (!isSeparator(c)) {
        name.append(Character.toLowerCase(c));
      } else if (name.isEmpty() || name.charAt(name.length() - 1) != '-') {
        name.append('-');
      }
    }
    return name.toString();
  }
}
