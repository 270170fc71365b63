package dev.pipsnapshot.fetcher.pin;

import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.MissingTimePolicy;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.index.YankPolicy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A view as it was asked for: two spellings of an instant are two inputs, because Nix does not know
 * that they are one.
 *
 * @param date the cutoff as written
 * @param dateFor those of single projects, as written
 * @param buildDate the cutoff for what builds need, as written, if it is another
 * @param yanked what is done with yank marks
 * @param missingUploadTime what is done with files of unknown upload time
 * @param missingUploadTimeFor what else is done with those of some projects
 */
public record PinnedView(
    String date,
    Map<ProjectName, String> dateFor,
    Optional<String> buildDate,
    YankPolicy yanked,
    MissingTimePolicy missingUploadTime,
    Map<ProjectName, MissingTimePolicy> missingUploadTimeFor) {
  public PinnedView {
    dateFor = Map.copyOf(dateFor);
    missingUploadTimeFor = Map.copyOf(missingUploadTimeFor);
  }

  /** A view that treats files of unknown upload time alike in all projects. */
  public PinnedView(
      String date,
      Map<ProjectName, String> dateFor,
      Optional<String> buildDate,
      YankPolicy yanked,
      MissingTimePolicy missingUploadTime) {
    this(date, dateFor, buildDate, yanked, missingUploadTime, Map.of());
  }

  /**
   * The view that is meant.
   *
   * @throws dev.pipsnapshot.proxy.index.CutoffSyntaxException if a date is none, or in the future
   */
  public SnapshotView at(Instant now) {
    Map<ProjectName, Cutoff> cutoffs = new LinkedHashMap<>();
    dateFor.forEach((project, text) -> cutoffs.put(project, Cutoff.parse(text, now)));
    return new SnapshotView(
        Optional.of(Cutoff.parse(date, now)),
        cutoffs,
        yanked,
        missingUploadTime,
        missingUploadTimeFor);
  }

  /** The cutoff for what builds need, if it is another; the same is thrown. */
  public Optional<Cutoff> buildCutoff(Instant now) {
    return buildDate.map(text -> Cutoff.parse(text, now));
  }
}
