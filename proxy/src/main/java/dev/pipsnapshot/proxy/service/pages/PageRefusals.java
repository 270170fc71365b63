package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.service.ServingListener;
import dev.pipsnapshot.proxy.upstream.IndexUrl;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is said instead of a page that a view leaves nothing of, or must not show. */
final class PageRefusals {
  private static final int EXAMPLES = 5;

  private PageRefusals() {}

  /** Of a project that its owner does not have. */
  static Diagnostic noSuchProject(ProjectName project, Upstreams upstreams) {
    return Diagnostic.of(
        Category.RESOLUTION,
        "unknown-project",
        "there is no project '" + project + "' at " + upstreams.ownerOf(project).index());
  }

  /** Of a project with files, none of which the view shows. */
  static Diagnostic nothingBefore(PageVariant variant, ProjectDetail detail) {
    List<String> facts = new ArrayList<>();
    detail.files().stream()
        .flatMap(file -> file.uploadTime().stream())
        .min(Instant::compareTo)
        .ifPresent(first -> facts.add("its first file came at " + first));
    long undated = detail.files().stream().filter(file -> file.uploadTime().isEmpty()).count();
    if (undated > 0) {
      facts.add("files of it that have no upload time, and so are hidden: " + undated);
    }
    if (!detail.malformed().isEmpty()) {
      facts.add(
          "files of it that the index lists in a way that cannot be used: "
              + detail.malformed().size());
    }
    var told =
        Diagnostic.of(
                Category.RESOLUTION,
                ServingListener.NOTHING_BEFORE_CUTOFF,
                undated == detail.files().size()
                    ? "the project '"
                        + variant.project()
                        + "' exists, but its index does not say when any file of it was uploaded"
                    : "the project '"
                        + variant.project()
                        + "' exists, but nothing of it was uploaded before the cutoff "
                        + variant.view().cutoff().map(Cutoff::toString).orElse("(none)"))
            .withContext(facts);
    return undated == 0
        ? told
        : told.withHint(
            "to see files without upload time: --missing-upload-time-for "
                + variant.project()
                + "=show");
  }

  /** Of a page with files that may be of any time. */
  static Diagnostic missingTimes(ProjectName project, IndexUrl index, List<ProjectFile> undated) {
    return Diagnostic.of(
            Category.POLICY,
            "missing-upload-time",
            index
                + " does not say when "
                + undated.size()
                + (undated.size() == 1 ? " file of '" : " files of '")
                + project
                + "' came, so the view cannot be right")
        .withContext(undated.stream().limit(EXAMPLES).map(ProjectFile::filename).toList())
        .withHint(
            "use an index that gives upload times (PEP 700), or start with"
                + " --missing-upload-time-for "
                + project
                + "=show (shows them all) or =hide (leaves them out), or for all projects with"
                + " --missing-upload-time hide or show");
  }
}
