package dev.pipsnapshot.proxy.index;

import static dev.pipsnapshot.proxy.index.Exclusion.Reason.UPLOADED_AT_OR_AFTER_CUTOFF;
import static dev.pipsnapshot.proxy.index.Exclusion.Reason.UPLOAD_TIME_UNKNOWN;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SnapshotView} as it holds for one project.
 *
 * @param cutoff hides what was uploaded at it or later; without one, nothing is hidden
 * @param yankPolicy what is done with yank marks
 * @param missingTimePolicy what is done with files of unknown upload time, where there is a cutoff
 */
public record ProjectView(
    Optional<Cutoff> cutoff, YankPolicy yankPolicy, MissingTimePolicy missingTimePolicy) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ProjectView view
        && cutoff.equals(view.cutoff)
        && yankPolicy == view.yankPolicy
        && missingTimePolicy == view.missingTimePolicy;
  }

  @Override
  public int hashCode() {
    return cutoff.hashCode();
  }

  /**
   * Whether {@code file} is there. Under {@link MissingTimePolicy#REFUSE} an undated one is not.
   */
  public Verdict judge(ProjectFile file) {
    if (cutoff.isEmpty()) {
      return admitted(file);
    }
    var limit = cutoff.get();
    if (file.uploadTime().isEmpty()) {
      return missingTimePolicy == MissingTimePolicy.SHOW
          ? admitted(file)
          : new Verdict.Excluded(new Exclusion(file, UPLOAD_TIME_UNKNOWN, limit));
    }
    return limit.admits(file.uploadTime().get())
        ? admitted(file)
        : new Verdict.Excluded(new Exclusion(file, UPLOADED_AT_OR_AFTER_CUTOFF, limit));
  }

  /** The page as this view lets it be seen; {@code versions} only keeps those with a file left. */
  public ViewedProject apply(ProjectDetail detail) {
    var admitted = new ArrayList<ProjectFile>();
    var exclusions = new ArrayList<Exclusion>();
    var undated = new ArrayList<ProjectFile>();
    for (var file : detail.files()) {
      var verdict = judge(file);
      if (verdict instanceof Verdict.Admitted shown) {
        admitted.add(shown.file());
      } else if (verdict instanceof Verdict.Excluded hidden) {
        exclusions.add(hidden.exclusion());
        if (hidden.exclusion().reason() == UPLOAD_TIME_UNKNOWN) {
          undated.add(file);
        }
      }
    }
    if (missingTimePolicy == MissingTimePolicy.REFUSE && !undated.isEmpty()) {
      return new ViewedProject.Refused(undated);
    }
    var versions =
        cutoff.isEmpty()
            ? detail.versions()
            : detail
                .versions()
                .map(listed -> ReleasedVersions.among(listed, admitted, detail.project()));
    return new ViewedProject.Shown(detail.with(admitted, versions), exclusions);
  }

  /** Canonical text of the view: equal texts, equal pages. Fit for memo keys and entity tags. */
  public String fingerprint() {
    return "cutoff="
        + cutoff.map(Cutoff::toString).orElse("none")
        + ";yanked="
        + yankPolicy.name().toLowerCase(Locale.ROOT)
        + ";missing-upload-time="
        + missingTimePolicy.name().toLowerCase(Locale.ROOT);
  }

  private Verdict admitted(ProjectFile file) {
    var shown =
        yankPolicy == YankPolicy.IGNORE && file.yank().isPresent()
            ? file.toBuilder().notYanked().build()
            : file;
    return new Verdict.Admitted(shown, cutoff);
  }
}
