package dev.pipsnapshot.fetcher.pip;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be made out of the words with which pip ends in failure. The words differ from pip to
 * pip; nothing but messages and the kind of the failure depends on them.
 *
 * @param kind what failed
 * @param lines those worth showing, at least the last few
 * @param sdist the file name of the source distribution that could not be prepared, if it was that
 * @param outerSdist the one whose build needs it, if it is one that a build needs
 * @param wanted the requirements that pip found nothing for, or that conflict, as pip spells them
 */
public record PipComplaint(
    Kind kind,
    List<String> lines,
    Optional<String> sdist,
    Optional<String> outerSdist,
    List<Wanted> wanted) {
  private static final int TAIL = 12;
  private static final int VERSIONS = 5;
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
  private static final Pattern AT_WORK =
      Pattern.compile("(?:Collecting|Processing|Looking in|Requirement already) .*");
  private static final Pattern UNFIT_FOR_PYTHON =
      Pattern.compile(
          "(?:ModuleNotFoundError|ImportError|AttributeError|TypeError|NameError|SyntaxError): .*");
  private static final Pattern OF_PYTHON_3_12 =
      Pattern.compile(".*(?:'ImpImporter'|No module named 'distutils'|No module named 'imp').*");
  private static final Pattern HASHES_DIFFER =
      Pattern.compile("\\s*ERROR: THESE PACKAGES DO NOT MATCH THE HASHES.*");
  private static final Pattern CONFLICT = Pattern.compile("\\s*The conflict is caused by:\\s*");
  private static final Pattern VERSION_LIST =
      Pattern.compile(
          "(\\(from versions: |Ignored the following [^:]{0,80}versions[^:]{0,80}: )([^()]+)");
  private static final Pattern NOTHING_FOUND =
      Pattern.compile(
          "\\s*ERROR: (?:Could not find a version that satisfies the requirement"
              + "|No matching distribution found for) (.*?)"
              + "(?: \\(from (?!versions: )([A-Za-z0-9._-]+)[^)]*\\))?(?: \\(from versions: .*)?");
  private static final Pattern CONFLICTING =
      Pattern.compile(
          "\\s+(?:([A-Za-z0-9._-]+)(?:\\[[^]]*])? \\S+ depends on"
              + "|The user requested(?: \\(constraint\\))?) (.+)");

  /** Kinds of failure. */
  public enum Kind {
    /** A source distribution could not be prepared. */
    PREPARATION,
    /** A file is not the one whose hash was asked for. */
    HASHES,
    /** pip itself broke down before it did anything. */
    UNFIT,
    /** Nothing meets a requirement. */
    NOTHING_FOUND,
    /** Nothing meets several requirements at once. */
    CONFLICT,
    /** Anything else. */
    OTHER
  }

  /**
   * A requirement.
   *
   * @param requirement as pip spells it
   * @param dependent the name of the project that has it, unless the user has
   */
  public record Wanted(String requirement, Optional<String> dependent) {}

  public PipComplaint {
    lines = List.copyOf(lines);
    wanted = List.copyOf(wanted);
  }

  /** What a failed run says. */
  public static PipComplaint of(PipOutcome outcome) {
    List<String> output = outcome.output();
    int failure = firstMatch(output, PREPARATION_FAILED);
    if (failure >= 0) {
      return ofPreparation(output, failure);
    }
    Kind kind = kind(output);
    List<String> lines = kind == Kind.HASHES ? hashes(output) : solutionError(output);
    return new PipComplaint(kind, lines, Optional.empty(), Optional.empty(), wanted(output, kind));
  }

  private static PipComplaint ofPreparation(List<String> output, int failure) {
    int end = failure;
    while (end < output.size() && !END_OF_OUTPUT.matcher(output.get(end)).matches()) {
      end++;
    }
    List<String> told = output.subList(failure, end);
    String outer = sdistIn(output.subList(0, failure)).orElse("a source distribution");
    // What a build needs may have to be built, too: by a pip whose words are among the told.
    int nested = lastMatch(told, PREPARATION_FAILED);
    Optional<String> inner = nested > 0 ? sdistIn(told.subList(0, nested)) : Optional.empty();
    return new PipComplaint(
        Kind.PREPARATION,
        tail(told).stream().map(String::strip).map(PipComplaint::abridged).toList(),
        Optional.of(inner.orElse(outer)),
        inner.map(needed -> outer),
        wanted(told, Kind.NOTHING_FOUND));
  }

  private static Kind kind(List<String> output) {
    if (firstMatch(output, HASHES_DIFFER) >= 0) {
      return Kind.HASHES;
    }
    String last = output.stream().filter(line -> !line.isBlank()).reduce("", (a, b) -> b).strip();
    if (UNFIT_FOR_PYTHON.matcher(last).matches()
        && (firstMatch(output, AT_WORK) < 0 || OF_PYTHON_3_12.matcher(last).matches())) {
      return Kind.UNFIT;
    }
    if (firstMatch(output, CONFLICT) >= 0) {
      return Kind.CONFLICT;
    }
    return firstMatch(output, NOTHING_FOUND) >= 0 ? Kind.NOTHING_FOUND : Kind.OTHER;
  }

  /** Whether these are the words of what Python 3.12 took out. */
  public boolean isOfPython312() {
    return lines.stream().anyMatch(line -> OF_PYTHON_3_12.matcher(line).matches());
  }

  private static List<Wanted> wanted(List<String> output, Kind kind) {
    Set<Wanted> all = new LinkedHashSet<>();
    for (String line : output) {
      if (kind == Kind.NOTHING_FOUND) {
        Matcher nothing = NOTHING_FOUND.matcher(line);
        if (nothing.matches() && !nothing.group(1).isBlank()) {
          all.add(new Wanted(nothing.group(1), Optional.ofNullable(nothing.group(2))));
        }
      } else if (kind == Kind.CONFLICT) {
        Matcher conflicting = CONFLICTING.matcher(line);
        if (conflicting.matches()) {
          all.add(new Wanted(conflicting.group(2), Optional.ofNullable(conflicting.group(1))));
        }
      }
    }
    // Of the two lines about one requirement, the first tells more.
    Set<String> known = new LinkedHashSet<>();
    return all.stream().filter(each -> known.add(each.requirement())).toList();
  }

  private static List<String> hashes(List<String> output) {
    List<String> lines = output.subList(firstMatch(output, HASHES_DIFFER) + 1, output.size());
    return lines.stream().filter(line -> !line.isBlank()).limit(TAIL).toList();
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

  private static Optional<String> sdistIn(List<String> output) {
    for (int i = output.size() - 1; i >= 0; i--) {
      Matcher downloaded = DOWNLOADED.matcher(output.get(i));
      if (downloaded.matches() && !isWheel(downloaded.group(1))) {
        return Optional.of(downloaded.group(1));
      }
    }
    return Optional.empty();
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

  private static int lastMatch(List<String> output, Pattern pattern) {
    for (int i = output.size() - 1; i >= 0; i--) {
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
