package dev.pipsnapshot.fetcher.pip;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be made out of the words with which pip ends in failure. The words differ from pip to
 * pip; nothing but messages depends on them.
 *
 * @param lines those worth showing, at least the last few
 * @param sdist the file name of the source distribution that could not be prepared, if it was that
 * @param projects the projects that pip found no version of, or that conflict
 * @param pins the exact versions that were asked for among them
 */
public record PipComplaint(
    List<String> lines,
    Optional<String> sdist,
    Set<ProjectName> projects,
    Map<ProjectName, String> pins) {
  private static final int TAIL = 12;
  private static final int VERSIONS = 5;
  private static final String NAME = "([A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]|[A-Za-z0-9])";
  private static final Pattern DOWNLOADED =
      Pattern.compile(
          "\\s*(?:Downloading|Using cached|Processing|Saved) (?:\\S*/)?([^\\s/#?]+)(?:[#?]\\S*)?(?: .*)?");
  private static final Pattern PREPARATION_FAILED =
      Pattern.compile(
          "\\s*(?:error: subprocess-exited-with-error|error: metadata-generation-failed"
              + "|ERROR: Command errored out with exit status.*|ERROR: Failed to build .*)");
  private static final Pattern END_OF_OUTPUT =
      Pattern.compile("\\s*(?:\\[end of output]|-{20,})\\s*");
  private static final Pattern ERROR = Pattern.compile("\\s*(?i:error): .*");
  private static final Pattern VERSION_LIST =
      Pattern.compile(
          "(\\(from versions: |Ignored the following [^:]{0,80}versions[^:]{0,80}: )([^()]+)");
  private static final Pattern WANTED =
      Pattern.compile(
          "(?:satisfies the requirement|No matching distribution found for|requested|depends on)\\s+"
              + NAME
              + "(?:\\[[^]]*])?\\s*(?:===?\\s*([^\\s,;)]+))?");

  public PipComplaint {
    lines = List.copyOf(lines);
    projects = Set.copyOf(projects);
    pins = Map.copyOf(pins);
  }

  /** What a failed run says. */
  public static PipComplaint of(PipOutcome outcome) {
    List<String> output = outcome.output();
    int failure = firstMatch(output, PREPARATION_FAILED);
    if (failure >= 0) {
      return new PipComplaint(
          preparationError(output, failure),
          Optional.of(sdistBefore(output, failure)),
          Set.of(),
          Map.of());
    }
    Set<ProjectName> projects = new LinkedHashSet<>();
    Map<ProjectName, String> pins = new HashMap<>();
    for (String line : output) {
      Matcher wanted = WANTED.matcher(line);
      while (wanted.find()) {
        ProjectName project = ProjectName.parse(wanted.group(1));
        projects.add(project);
        if (wanted.group(2) != null) {
          pins.putIfAbsent(project, wanted.group(2));
        }
      }
    }
    return new PipComplaint(solutionError(output), Optional.empty(), projects, pins);
  }

  private static List<String> solutionError(List<String> output) {
    int first = firstMatch(output, ERROR);
    List<String> lines = first < 0 ? output : output.subList(first, output.size());
    return tail(lines).stream().map(PipComplaint::abridged).toList();
  }

  /** Without most of the versions that pip lists, oldest first; there may be hundreds. */
  private static String abridged(String line) {
    return VERSION_LIST
        .matcher(line)
        .replaceAll(list -> Matcher.quoteReplacement(list.group(1) + latest(list.group(2))));
  }

  private static String latest(String list) {
    // Versions with a remark each may have commas in that.
    String separator = list.contains("; ") ? "; " : ", ";
    List<String> versions = List.of(list.split(separator, -1));
    int older = Math.max(0, versions.size() - VERSIONS);
    String shown = String.join(separator, versions.subList(older, versions.size()));
    return older > 0 ? older + " older" + separator + shown : shown;
  }

  /** The last lines of what the build wrote, which is where Python names the error. */
  private static List<String> preparationError(List<String> output, int failure) {
    int end = failure;
    while (end < output.size() && !END_OF_OUTPUT.matcher(output.get(end)).matches()) {
      end++;
    }
    return tail(output.subList(failure, end)).stream().map(String::strip).toList();
  }

  private static String sdistBefore(List<String> output, int failure) {
    for (int i = failure - 1; i >= 0; i--) {
      Matcher downloaded = DOWNLOADED.matcher(output.get(i));
      if (downloaded.matches() && !isWheel(downloaded.group(1))) {
        return downloaded.group(1);
      }
    }
    return "a source distribution";
  }

  private static boolean isWheel(String filename) {
    return filename.endsWith(".whl") || filename.endsWith(".whl.metadata");
  }

  private static int firstMatch(List<String> output, Pattern pattern) {
    for (int i = 0; i < output.size(); i++) {
      if (pattern.matcher(output.get(i)).matches()) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> tail(List<String> lines) {
    List<String> text = new ArrayList<>(lines.stream().filter(line -> !line.isBlank()).toList());
    return text.subList(Math.max(0, text.size() - TAIL), text.size());
  }
}
