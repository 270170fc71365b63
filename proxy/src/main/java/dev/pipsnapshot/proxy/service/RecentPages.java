package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.LinkedHashMap;
import java.util.Optional;

/** The pages used last, decoded, as many as fit: a page weighs as much as it lists files. */
final class RecentPages {
  /** About 30 MB. */
  private static final int MAX_FILES = 40_000;

  private final LinkedHashMap<ProjectName, SourceAnswer> answers =
      new LinkedHashMap<>(16, 0.75f, true);
  private int files;

  synchronized Optional<SourceAnswer> get(ProjectName project) {
    return Optional.ofNullable(answers.get(project));
  }

  synchronized void put(ProjectName project, SourceAnswer answer) {
    remove(project);
    answers.put(project, answer);
    files += weight(answer);
    var eldest = answers.entrySet().iterator();
    while (files > MAX_FILES && answers.size() > 1) {
      files -= weight(eldest.next().getValue());
      eldest.remove();
    }
  }

  private void remove(ProjectName project) {
    SourceAnswer replaced = answers.remove(project);
    if (replaced != null) {
      files -= weight(replaced);
    }
  }

  private static int weight(SourceAnswer answer) {
    return answer instanceof SourceAnswer.Found found
        ? 1 + found.page().detail().files().size()
        : 1;
  }
}
