package dev.pipsnapshot.fetcher.pip;

import dev.pipsnapshot.proxy.index.DistributionFilename;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which kinds of file pip takes, by project: what {@code --only-binary} and {@code --no-binary} say
 * together, read as pip's {@code FormatControl} reads them.
 */
public final class FormatControl {
  private static final String ONLY_BINARY = "--only-binary=";
  private static final String NO_BINARY = "--no-binary=";
  private static final String ALL = ":all:";
  private static final String NONE = ":none:";

  /** A format of archives that pip does not unpack. */
  private static final String COMPRESS = ".tar.Z";

  private final Set<String> onlyBinary = new HashSet<>();
  private final Set<String> noBinary = new HashSet<>();

  private FormatControl() {}

  /** What arguments say, the later ones last; all other options mean nothing here. */
  public static FormatControl of(List<String> arguments) {
    var control = new FormatControl();
    for (String argument : arguments) {
      if (argument.startsWith(ONLY_BINARY)) {
        add(argument.substring(ONLY_BINARY.length()), control.onlyBinary, control.noBinary);
      } else if (argument.startsWith(NO_BINARY)) {
        add(argument.substring(NO_BINARY.length()), control.noBinary, control.onlyBinary);
      }
    }
    return control;
  }

  /** Whether pip may take a file of this kind. */
  public boolean allows(ProjectName project, DistributionFilename file) {
    String name = project.normalised();
    if (file instanceof DistributionFilename.Wheel) {
      return !noBinary.contains(name) && (onlyBinary.contains(name) || !noBinary.contains(ALL));
    }
    return file instanceof DistributionFilename.Sdist sdist
        && !sdist.extension().equals(COMPRESS)
        && !onlyBinary.contains(name)
        && (noBinary.contains(name) || !onlyBinary.contains(ALL));
  }

  private static void add(String value, Set<String> target, Set<String> other) {
    List<String> names = List.of(value.split(",", -1));
    int all = names.lastIndexOf(ALL);
    if (all >= 0) {
      other.clear();
      target.clear();
      target.add(ALL);
      names = names.subList(all + 1, names.size());
      if (!names.contains(NONE)) {
        // Everything is meant already.
        return;
      }
    }
    for (String name : names) {
      if (name.equals(NONE)) {
        target.clear();
      } else if (ProjectName.isValid(name)) {
        String project = ProjectName.parse(name).normalised();
        other.remove(project);
        target.add(project);
      }
    }
  }
}
