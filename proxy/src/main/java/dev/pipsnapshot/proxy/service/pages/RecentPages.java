package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.lang.ref.SoftReference;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The pages used last, decoded, as many as fit: a page weighs as much as it lists files, or as many
 * files as usually take its bytes. A page does not give way to an older one, unless it is from the
 * future: then the clock has been set back. Of those that are too large to fit at all there is the
 * last one, as long as memory is not short.
 */
final class RecentPages {
  /** About 30 MB. */
  private static final int MAX_FILES = 40_000;

  private static final int BYTES_OF_A_FILE = 750;

  private final LinkedHashMap<ProjectName, ProjectAnswer> answers =
      new LinkedHashMap<>(16, 0.75f, true);
  private final Clock clock;
  private int files;
  private SoftReference<Oversized> oversized = new SoftReference<>(null);

  private record Oversized(ProjectName project, ProjectAnswer answer) {}

  RecentPages(Clock clock) {
    this.clock = clock;
  }

  synchronized Optional<ProjectAnswer> get(ProjectName project) {
    ProjectAnswer answer = answers.get(project);
    if (answer != null) {
      return Optional.of(answer);
    }
    Oversized large = oversized.get();
    return large != null && large.project().equals(project)
        ? Optional.of(large.answer())
        : Optional.empty();
  }

  synchronized void put(ProjectName project, ProjectAnswer answer) {
    Instant now = clock.instant();
    if (get(project)
        .filter(known -> !known.fetchedAt().isAfter(now))
        .filter(known -> known.fetchedAt().isAfter(answer.fetchedAt()))
        .isPresent()) {
      return;
    }
    remove(project);
    int weight = weight(answer);
    if (weight > MAX_FILES) {
      oversized = new SoftReference<>(new Oversized(project, answer));
      return;
    }
    answers.put(project, answer);
    files += weight;
    var eldest = answers.entrySet().iterator();
    while (files > MAX_FILES) {
      files -= weight(eldest.next().getValue());
      eldest.remove();
    }
  }

  private void remove(ProjectName project) {
    Oversized large = oversized.get();
    if (large != null && large.project().equals(project)) {
      oversized.clear();
    }
    ProjectAnswer replaced = answers.remove(project);
    if (replaced != null) {
      files -= weight(replaced);
    }
  }

  private static int weight(ProjectAnswer answer) {
    if (!(answer instanceof ProjectAnswer.Found found)) {
      return 1;
    }
    long ofBytes = found.page().version().length() / BYTES_OF_A_FILE;
    return 1 + (int) Math.max(found.page().detail().files().size(), ofBytes);
  }
}
