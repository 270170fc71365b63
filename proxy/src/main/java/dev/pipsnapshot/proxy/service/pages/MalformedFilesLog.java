package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.proxy.index.MalformedFile;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of files that an index lists in a way that cannot be used, once for as long as they stay
 * the same: a page is read many times. Thread-safe.
 */
final class MalformedFilesLog {
  private static final Logger log = LoggerFactory.getLogger(MalformedFilesLog.class);

  /** What an index can make us remember; beyond that it is told again. */
  private static final int MAX_PROJECTS = 1_000;

  /** Hash codes of what was told. */
  private final Map<ProjectName, Integer> told = new HashMap<>();

  void tell(ProjectName project, ProjectDetail detail) {
    List<MalformedFile> files = detail.malformed();
    if (files.isEmpty() || !isNew(project, files.hashCode())) {
      return;
    }
    MalformedFile first = files.get(0);
    log.warn(
        "unusable-files project={} count={} first={} reason=\"{}\" see=/explain/{}",
        project,
        files.size(),
        first.filename().map(MalformedFilesLog::printable).orElse("(unnamed)"),
        printable(first.fault()),
        project);
  }

  private synchronized boolean isNew(ProjectName project, int files) {
    if (told.size() >= MAX_PROJECTS) {
      told.clear();
    }
    Integer before = told.put(project, files);
    return before == null || before != files;
  }

  /** An index writes these texts, and a log is read on terminals. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\"]+", " ");
  }
}
