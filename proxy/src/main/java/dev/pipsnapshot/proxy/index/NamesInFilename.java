package dev.pipsnapshot.proxy.index;

import java.util.List;
import java.util.stream.IntStream;

/** Which projects a file may be of, as far as its name tells. */
public final class NamesInFilename {
  private NamesInFilename() {}

  /**
   * Every prefix of the file's name that may be a project's. The name of a project may have as many
   * parts as its files', and how long those are is limited where they are asked for.
   */
  public static List<ProjectName> possible(String filename) {
    String name = normalised(filename);
    return IntStream.range(1, name.length())
        .filter(end -> name.charAt(end) == '-')
        .mapToObj(end -> name.substring(0, end))
        .filter(ProjectName::isValid)
        .map(ProjectName::parse)
        .toList();
  }

  /**
   * The projects that an index would list such a file under, the likelier one first: none, one, or
   * two where a hyphen may belong to the name or to the version. Few enough to ask for each.
   */
  public static List<ProjectName> likely(String filename) {
    List<ProjectName> fitting =
        spellings(filename).stream().filter(project -> fits(filename, project)).toList();
    return fitting.size() < 2 ? fitting : List.of(fitting.get(fitting.size() - 1), fitting.get(0));
  }

  private static List<ProjectName> spellings(String filename) {
    if (!filename.endsWith(DistributionFilename.WHEEL_EXTENSION)) {
      return possible(filename);
    }
    // Hyphens of the name are underscores in that of a wheel (PEP 427).
    String name = filename.substring(0, Math.max(0, filename.indexOf('-')));
    return ProjectName.isValid(name) ? List.of(ProjectName.parse(name)) : List.of();
  }

  /** Whether {@link #possible} has {@code project}. */
  public static boolean leadTo(ProjectName project, String filename) {
    String name = project.normalised();
    // Most names are spelled as the project's, and pages have thousands of files.
    return (filename.startsWith(name)
            && filename.length() > name.length()
            && isSeparator(filename.charAt(name.length())))
        || normalised(filename).startsWith(name + "-");
  }

  private static boolean fits(String filename, ProjectName project) {
    return DistributionFilename.parse(filename, project)
        .version()
        .filter(NamesInFilename::startsLikeAVersion)
        .isPresent();
  }

  private static boolean startsLikeAVersion(String text) {
    int digit = text.startsWith("v") || text.startsWith("V") ? 1 : 0;
    return text.length() > digit && text.charAt(digit) >= '0' && text.charAt(digit) <= '9';
  }

  private static boolean isSeparator(char c) {
    return c == '-' || c == '_' || c == '.';
  }

  /** As PEP 503 normalises names; by hand, because pages have thousands of files. */
  private static String normalised(String filename) {
    var name = new StringBuilder(filename.length());
    for (int i = 0; i < filename.length(); i++) {
      char c = filename.charAt(i);
      if (!isSeparator(c)) {
        name.append(Character.toLowerCase(c));
      } else if (name.isEmpty() || name.charAt(name.length() - 1) != '-') {
        name.append('-');
      }
    }
    return name.toString();
  }
}
