package dev.pipsnapshot.proxy.index;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CPython 3 of 64 bits that files are picked for. Knows of some files, by their names alone, that
 * no installer ever picks for it: wheels whose compatibility tags (PEP 425) all belong to other
 * Pythons or platforms, and formats that came before wheels. What is not sure stays.
 *
 * @param minor the second part of its version
 * @param platform as {@code sysconfig.get_platform()} says it, with underscores, such as {@code
 *     linux_x86_64}
 */
public record InstallTarget(int minor, String platform) {
  private static final Pattern TEXT = Pattern.compile("cp3(\\d{1,2})-([a-z0-9_.]{1,64})");

  /** As strict as the strictest pip: a name of another form is left to pip to judge. */
  private static final Pattern WHEEL =
      Pattern.compile("[^\\s-]+-[^\\s-]+(?:-\\d[^\\s-]*)?-([^\\s-]+)-([^\\s-]+)-([^\\s-]+)\\.whl");

  private static final Pattern CPYTHON = Pattern.compile("cp\\d+");

  /** Not abi3, which is for later Pythons too. */
  private static final Pattern ABI_OF_ONE_PYTHON = Pattern.compile("none|cp\\d+[a-z]*");

  private static final Pattern OTHER_PYTHON = Pattern.compile("py2\\d*|pp\\d+|jy\\d+|ip\\d+");

  private static final List<String> LINUX = List.of("linux", "manylinux", "musllinux");
  private static final List<String> MAC = List.of("macosx");
  private static final List<String> WINDOWS = List.of("win32", "win_");

  /** Those that both exist beside others and leave no doubt for a process of 64 bits. */
  private static final List<String> MACHINES =
      List.of(
          "x86_64", "aarch64", "i686", "armv6l", "armv7l", "ppc64", "ppc64le", "s390x", "riscv64");

  public InstallTarget {
    if (minor < 0 || !TEXT.matcher("cp3" + minor + "-" + platform).matches()) {
      throw new IllegalArgumentException("no target: cp3" + minor + "-" + platform);
    }
  }

  /** What {@link #toString} wrote; empty if the text is none such. */
  public static Optional<InstallTarget> parse(String text) {
    Matcher target = TEXT.matcher(text);
    return target.matches()
        ? Optional.of(new InstallTarget(Integer.parseInt(target.group(1)), target.group(2)))
        : Optional.empty();
  }

  /** Whether no installer picks a file of this name, whatever else there is. */
  public boolean rulesOut(String filename) {
    if (filename.endsWith(DistributionFilename.WHEEL_EXTENSION)) {
      Matcher wheel = WHEEL.matcher(filename);
      return wheel.matches()
          && (rulesOutPlatforms(wheel.group(3)) || rulesOutPythons(wheel.group(1), wheel.group(2)));
    }
    // As pip compares extensions.
    String lower = filename.toLowerCase(Locale.ROOT);
    return DistributionFilename.LEGACY_BUILT_EXTENSIONS.stream().anyMatch(lower::endsWith);
  }

  /** Such as {@code cp311-linux_x86_64}. */
  @Override
  public String toString() {
    return "cp3" + minor + "-" + platform;
  }

  private boolean rulesOutPlatforms(String tags) {
    for (String tag : tags.split("\\.", -1)) {
      if (!isForeign(tag)) {
        return false;
      }
    }
    return true;
  }

  private boolean isForeign(String tag) {
    if (platform.startsWith("linux_")) {
      return startsWith(tag, WINDOWS) || startsWith(tag, MAC) || isOfOtherMachine(tag);
    }
    return platform.startsWith("macosx_") && (startsWith(tag, WINDOWS) || startsWith(tag, LINUX));
  }

  private boolean isOfOtherMachine(String tag) {
    String own = platform.substring("linux_".length());
    return (own.equals("x86_64") || own.equals("aarch64"))
        && startsWith(tag, LINUX)
        && MACHINES.stream()
            .anyMatch(machine -> !machine.equals(own) && tag.endsWith("_" + machine));
  }

  private boolean rulesOutPythons(String pythons, String abis) {
    String own = "cp3" + minor;
    for (String python : pythons.split("\\.", -1)) {
      boolean otherCpython = CPYTHON.matcher(python).matches() && !python.equals(own);
      boolean ruledOut =
          OTHER_PYTHON.matcher(python).matches()
              || (otherCpython && isOneOf(abis, ABI_OF_ONE_PYTHON));
      if (!ruledOut) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOneOf(String tags, Pattern pattern) {
    for (String tag : tags.split("\\.", -1)) {
      if (!pattern.matcher(tag).matches()) {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWith(String tag, List<String> prefixes) {
    return prefixes.stream().anyMatch(tag::startsWith);
  }
}
