package dev.pipsnapshot.fetcher.run;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.fetcher.failure.IndexFailed;
import dev.pipsnapshot.fetcher.requirements.RequirementSet;
import dev.pipsnapshot.fetcher.view.SnapshotIndex;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.service.Connectivity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the view could not answer, as the cause of what pip made of it. */
record MissingAnswers(Connectivity connectivity, SnapshotIndex index) {

  /**
   * Holds pip's decision to be void if a page was missing: it may have changed what pip decided,
   * also where pip found a way.
   */
  void requirePages() {
    List<Diagnostic> troubles = index.pageTroubles();
    if (!troubles.isEmpty()) {
      throw IndexFailed.of(troubles);
    }
  }

  /** Explains pip's failure, if pages or files were missing. */
  void require(RequirementSet requirements) {
    require(requirements.projects());
  }

  /** Explains why pip itself could not be had, if its page or file was missing. */
  void requireForPip() {
    require(Set.of());
  }

  private void require(Set<ProjectName> asked) {
    List<Diagnostic> troubles = new ArrayList<>(index.pageTroubles());
    troubles.addAll(index.fileTroubles());
    if (troubles.isEmpty()) {
      return;
    }
    if (connectivity == Connectivity.ONLINE) {
      throw IndexFailed.of(troubles);
    }
    // pip stops at the first that it cannot have; what was named is known without it.
    Set<String> missing = new LinkedHashSet<>();
    asked.stream()
        .map(index::trouble)
        .flatMap(Optional::stream)
        .forEach(trouble -> missing.add(trouble.message()));
    troubles.forEach(trouble -> missing.add(trouble.message()));
    throw IndexFailed.notCachedAtLeast(List.copyOf(missing));
  }
}
