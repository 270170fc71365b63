package dev.pipsnapshot.proxy.cli;

import dev.pipsnapshot.cli.OptionGroup;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.MissingTimePolicy;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.index.YankPolicy;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the index is to be seen. */
@OptionGroup.In(OptionGroup.VIEW)
public final class ViewOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description =
          "Show the index as of this instant: only files uploaded strictly before it. A date means"
              + " midnight UTC (2021-05-01); a time needs a zone (2021-05-01T12:30:00Z); @SECONDS"
              + " counts from the epoch.")
  private @Nullable String date;

  @Option(
      names = "--date-for",
      paramLabel = "PROJECT=DATE",
      description = "Another instant than that of --date for one project. Repeatable.")
  private List<String> projectDates = List.of();

  @Option(
      names = "--yanked",
      paramLabel = "honour|ignore",
      defaultValue = "honour",
      description =
          "Yank marks are those of today, whatever the date: pass them on, or remove them."
              + " Default: honour.")
  private YankPolicy yanked = YankPolicy.HONOUR;

  @Option(
      names = "--missing-upload-time",
      paramLabel = "refuse|hide|show|match",
      defaultValue = "refuse",
      description =
          "What to do with files whose upload time the index does not tell; match takes it from the"
              + " default index, or from PyPI, where that has the same bytes, and hides the others."
              + " Default: refuse the project's page.")
  private MissingTimePolicy missingUploadTime = MissingTimePolicy.REFUSE;

  @Option(
      names = "--missing-upload-time-for",
      paramLabel = "PROJECT=WORD",
      description =
          "Another word than that of --missing-upload-time for one project, such as torch=show."
              + " Repeatable.")
  private List<String> projectMissingTimes = List.of();

  /**
   * The view of a server whose URLs may give dates: without a date of its own, only the policies.
   *
   * @param now tells which dates are in the future
   * @throws ParameterException if there is a date for one project and none for the others
   */
  SnapshotView served(Instant now) {
    if (date == null && !projectDates.isEmpty()) {
      throw new ParameterException(
          requireCommand().commandLine(),
          "--date-for "
              + projectDates.get(0)
              + ": there is no --date that this could be an exception to; dates in URLs are for"
              + " all projects");
    }
    return view(now)
        .orElseGet(
            () -> SnapshotView.undated(yanked, missingUploadTime, projectMissingTimePolicies()));
  }

  /** The view, if a date was given; {@code now} tells which dates are in the future. */
  public Optional<SnapshotView> view(Instant now) {
    Map<ProjectName, Cutoff> cutoffs = new LinkedHashMap<>();
    projectDatesAsWritten()
        .forEach((project, text) -> cutoffs.put(project, Cutoff.parse(text, now)));
    return Optional.ofNullable(date)
        .map(text -> Cutoff.parse(text, now))
        .map(
            cutoff ->
                new SnapshotView(
                    Optional.of(cutoff),
                    cutoffs,
                    yanked,
                    missingUploadTime,
                    projectMissingTimePolicies()));
  }

  /** The date as the user wrote it. */
  public Optional<String> dateAsWritten() {
    return Optional.ofNullable(date);
  }

  /** The dates of single projects as the user wrote them. */
  public Map<ProjectName, String> projectDatesAsWritten() {
    return byProject("--date-for", "DATE", projectDates);
  }

  private Map<ProjectName, MissingTimePolicy> projectMissingTimePolicies() {
    Map<ProjectName, MissingTimePolicy> policies = new LinkedHashMap<>();
    byProject("--missing-upload-time-for", "WORD", projectMissingTimes)
        .forEach((project, word) -> policies.put(project, policy(project, word)));
    return policies;
  }

  private MissingTimePolicy policy(ProjectName project, String word) {
    for (MissingTimePolicy policy : MissingTimePolicy.values()) {
      if (policy.toString().equalsIgnoreCase(word)) {
        return policy;
      }
    }
    throw new ParameterException(
        requireCommand().commandLine(),
        "--missing-upload-time-for "
            + project
            + "="
            + word
            + ": write one of "
            + Arrays.stream(MissingTimePolicy.values())
                .map(Object::toString)
                .collect(Collectors.joining(", ")));
  }

  private Map<ProjectName, String> byProject(String option, String value, List<String> texts) {
    Map<ProjectName, String> values = new LinkedHashMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals < 1 || !ProjectName.isValid(text.substring(0, equals))) {
        throw new ParameterException(
            requireCommand().commandLine(), option + " " + text + ": write PROJECT=" + value);
      }
      values.put(ProjectName.parse(text.substring(0, equals)), text.substring(equals + 1));
    }
    return values;
  }

  private CommandSpec requireCommand() {
    if (command == null) {
      throw new IllegalStateException("options are used before they are parsed");
    }
    return command;
  }
}
