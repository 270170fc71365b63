package dev.pipsnapshot.fetcher.run;

import dev.pipsnapshot.fetcher.dependencies.NamedRequirement;
import dev.pipsnapshot.fetcher.failure.ContentMismatch;
import dev.pipsnapshot.fetcher.failure.FetchException;
import dev.pipsnapshot.fetcher.failure.PipFailed;
import dev.pipsnapshot.fetcher.failure.PipFailed.Details;
import dev.pipsnapshot.fetcher.pip.BuildTrouble;
import dev.pipsnapshot.fetcher.pip.PipComplaint;
import dev.pipsnapshot.fetcher.pip.PipComplaint.Kind;
import dev.pipsnapshot.fetcher.pip.PipComplaint.Wanted;
import dev.pipsnapshot.fetcher.pip.PipOutcome;
import dev.pipsnapshot.fetcher.view.SnapshotIndex;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.SnapshotView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Adds to pip's own words what pip cannot know: what exists and is not in the view, and what does
 * not fit the date.
 *
 * @param request what was to be fetched
 * @param index the view
 * @param decider the pip and the Python, for people
 * @param refused hosts that were asked for around the view
 * @param log where everything that pip wrote is kept
 */
record FailureExplanation(
    FetchRequest request,
    SnapshotIndex index,
    Decider decider,
    List<String> refused,
    Optional<Path> log) {

  /** Who decides, for people. */
  record Decider(String pip, String python) {}

  /** What a run was for. */
  enum Purpose {
    REQUIREMENTS,
    BUILDS
  }

  FetchException of(PipOutcome outcome, Purpose purpose, List<String> held) {
    PipComplaint complaint = PipComplaint.of(outcome);
    List<String> lines = outsideView(complaint.lines());
    if (complaint.kind() == Kind.HASHES) {
      return ContentMismatch.ofRequirement(lines, log.map(Path::toString));
    }
    boolean building = purpose == Purpose.BUILDS || complaint.kind() == Kind.PREPARATION;
    List<HiddenVersions> hidden = hidden(complaint, building);
    List<String> causes = new ArrayList<>();
    complaint.outerSdist().ifPresent(outer -> causes.add("building " + outer + " needs it"));
    Optional<BuildTrouble> trouble =
        complaint.kind() == Kind.PREPARATION && hidden.isEmpty()
            ? BuildTrouble.in(lines)
            : Optional.empty();
    trouble.ifPresent(known -> causes.add("likely cause: " + known.cause()));
    causes.addAll(dependents(complaint, hidden));
    return PipFailed.of(
        new Details(
            outcome.exitCode(),
            lines,
            complaint.sdist(),
            complaint.kind() == Kind.UNFIT
                ? Optional.of("pip " + decider.pip() + " does not run on " + decider.python())
                : Optional.empty(),
            causes,
            hidden.stream().map(HiddenVersions::sentences).flatMap(List::stream).toList(),
            remedy(complaint, hidden, trouble, building),
            held,
            refused,
            log.map(Path::toString)));
  }

  private List<HiddenVersions> hidden(PipComplaint complaint, boolean building) {
    Optional<Cutoff> builds = building ? request.buildCutoff() : Optional.empty();
    return complaint.wanted().stream()
        .map(Wanted::requirement)
        .map(NamedRequirement::parse)
        .flatMap(Optional::stream)
        // What conflicts is there; only what is not can be hidden.
        .filter(
            wanted -> complaint.kind() != Kind.CONFLICT || !HiddenVersions.isMetBy(index, wanted))
        .map(wanted -> HiddenVersions.of(index, wanted, builds))
        .filter(versions -> !versions.isEmpty())
        .toList();
  }

  /** A dependent that is old enough, and what it needs, which is too young. */
  private static List<String> dependents(PipComplaint complaint, List<HiddenVersions> hidden) {
    List<String> sentences = new ArrayList<>();
    for (HiddenVersions versions : hidden) {
      complaint.wanted().stream()
          .filter(wanted -> wanted.requirement().strip().equals(versions.requirement().text()))
          .flatMap(wanted -> wanted.dependent().stream())
          .forEach(
              dependent ->
                  versions
                      .firstThere()
                      .ifPresent(
                          instant ->
                              sentences.add(
                                  dependent
                                      + " is there, and needs "
                                      + versions.requirement().text()
                                      + ": both are there as of "
                                      + instant)));
    }
    return sentences;
  }

  private Optional<String> remedy(
      PipComplaint complaint,
      List<HiddenVersions> hidden,
      Optional<BuildTrouble> trouble,
      boolean building) {
    if (complaint.kind() == Kind.UNFIT) {
      return Optional.of(
          complaint.isOfPython312()
              ? "pips before 23.1.2 do not run on Python 3.12 and newer: choose a newer one with"
                  + " --pip-version, or an older Python with --python"
              : "choose a pip that is made for this Python with --pip-version, or another Python"
                  + " with --python");
    }
    if (!hidden.isEmpty()) {
      return Optional.of(remedy(hidden, building));
    }
    if (complaint.kind() != Kind.PREPARATION) {
      return Optional.empty();
    }
    return trouble
        .map(known -> known.remedy(buildTime()))
        .or(
            () ->
                Optional.of(
                    "if Python or a build tool does not fit the date, choose another: --python EXE,"
                        + " --build-date DATE"));
  }

  private static String remedy(List<HiddenVersions> hidden, boolean building) {
    var project = hidden.get(0).requirement().project();
    Optional<Instant> first =
        hidden.stream()
            .map(HiddenVersions::firstThere)
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder());
    if (first.isEmpty()) {
      return "show files without upload time of this project: --missing-upload-time-for "
          + project
          + "=show";
    }
    return building
        ? "take what builds need of a later date: --build-date %s or later, or --date-for %s=%s"
            .formatted(first.get(), project, first.get())
        : "ask for another version, or move the date: --date %s, or --date-for %s=%s"
            .formatted(first.get(), project, first.get());
  }

  private Instant buildTime() {
    return request
        .buildCutoff()
        .or(() -> request.index().view().flatMap(SnapshotView::cutoff))
        .map(Cutoff::instant)
        .orElse(Instant.MAX);
  }

  /** Without addresses that mean nothing when the view is gone. */
  private List<String> outsideView(List<String> lines) {
    String root = index.liveIndexUrl().resolve("../../").toString();
    return lines.stream()
        .filter(line -> !line.contains("Looking in indexes: " + root))
        .map(line -> line.replaceAll(Pattern.quote(root) + "(?:[^\\s/#]+/)*", ""))
        .map(line -> line.replaceAll("#sha256=[0-9a-f]{64}", ""))
        .toList();
  }
}
