package dev.pipsnapshot.fetcher;

import dev.pipsnapshot.fetcher.failure.PipFailed;
import dev.pipsnapshot.fetcher.failure.PipFailed.Details;
import dev.pipsnapshot.fetcher.pip.PipComplaint;
import dev.pipsnapshot.fetcher.pip.PipOutcome;
import dev.pipsnapshot.fetcher.requirements.RequirementSet;
import dev.pipsnapshot.fetcher.view.SnapshotIndex;
import dev.pipsnapshot.proxy.index.DistributionFilename;
import dev.pipsnapshot.proxy.index.Exclusion;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Adds to pip's own words what pip cannot know: what exists and is not in the view. */
record Explanation(SnapshotIndex index, List<String> refused, Optional<Path> log) {
  private static final int VERSIONS = 3;

  PipFailed of(PipOutcome outcome, RequirementSet requirements) {
    PipComplaint complaint = PipComplaint.of(outcome);
    List<String> hidden = new ArrayList<>();
    if (complaint.sdist().isEmpty() && outcome.isRefusal()) {
      Set<ProjectName> projects =
          complaint.projects().isEmpty() ? requirements.projects() : complaint.projects();
      projects.forEach(project -> hidden.addAll(hidden(project, complaint.pins())));
    }
    return PipFailed.of(
        new Details(
            outcome.exitCode(),
            complaint.lines(),
            complaint.sdist(),
            hidden,
            requirements.held(),
            refused,
            log.map(Path::toString)));
  }

  private List<String> hidden(ProjectName project, Map<ProjectName, String> pins) {
    Map<String, Exclusion> firstOfVersion = new LinkedHashMap<>();
    index.hidden(project).stream()
        .sorted(
            Comparator.comparing(exclusion -> exclusion.file().uploadTime().orElse(Instant.MAX)))
        .forEach(
            exclusion ->
                DistributionFilename.parse(exclusion.file().filename(), project)
                    .version()
                    .ifPresent(version -> firstOfVersion.putIfAbsent(version, exclusion)));
    String pinned = pins.getOrDefault(project, "");
    if (firstOfVersion.containsKey(pinned)) {
      firstOfVersion.keySet().retainAll(Set.of(pinned));
    }
    List<String> sentences = new ArrayList<>();
    firstOfVersion.entrySet().stream()
        .limit(VERSIONS)
        .forEach(
            entry ->
                sentences.add(
                    "hidden: "
                        + project
                        + " "
                        + entry.getKey()
                        + " exists but was "
                        + entry.getValue().sentence()));
    int more = firstOfVersion.size() - sentences.size();
    if (more > 0) {
      sentences.add("hidden: " + more + " later versions of " + project);
    }
    return sentences;
  }
}
