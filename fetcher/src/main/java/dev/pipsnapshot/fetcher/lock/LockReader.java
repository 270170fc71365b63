package dev.pipsnapshot.fetcher.lock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pipsnapshot.fetcher.failure.LockUnusable;
import dev.pipsnapshot.fetcher.pip.TargetPython;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@code pylock.toml} (PEP 751) of any tool, where the file that is taken of each package has
 * a URL and a sha256. Nothing in the file is trusted; nothing is fetched.
 */
public final class LockReader {
  private static final Pattern LOCK_VERSION = Pattern.compile("1(\\.\\d+)?");

  private LockReader() {}

  /**
   * The lock in {@code file}, with all its packages.
   *
   * @throws LockUnusable if there is none, or if it does not name one file for each package
   */
  public static Lock read(Path file) {
    return read(file, Optional.empty());
  }

  /**
   * The lock in {@code file}, with those of its packages and files that an installer takes.
   *
   * @param python what it would install for; a lock that leaves no choice needs none
   * @throws LockUnusable if there is none, or if it does not name one file for each package
   */
  public static Lock read(Path file, Optional<TargetPython> python) {
    JsonNode root = Toml.read(file);
    String version =
        Toml.string(root, "lock-version")
            .orElseThrow(() -> LockUnusable.malformed(file, "it has no lock-version", null));
    if (!LOCK_VERSION.matcher(version).matches()) {
      throw LockUnusable.malformed(
          file, "it has another lock-version than 1, which is the one known", null);
    }
    if (!root.path("packages").isArray()) {
      throw LockUnusable.malformed(file, "it has no packages", null);
    }
    JsonNode ours = root.path("tool").path(PylockWriter.TOOL);
    python.ifPresent(target -> checkTarget(file, root, target));
    List<String> reasons = new ArrayList<>();
    List<LockedPackage> packages =
        packages(root.path("packages"), new PackageReader(choice(root, python)), reasons);
    List<LockedPackage> buildRequires =
        packages(ours.path("build-requires"), new PackageReader(FileChoice.NONE), reasons);
    checkNames(packages, reasons);
    checkFilenames(buildRequires, reasons);
    if (!reasons.isEmpty()) {
      throw LockUnusable.refused(file, reasons);
    }
    try {
      return new Lock(packages, buildRequires, ResolutionReader.read(ours));
    } catch (UnsuitableEntry e) {
      throw LockUnusable.malformed(file, "[tool.pip-snapshot] " + e.getMessage(), e);
    }
  }

  private static FileChoice choice(JsonNode root, Optional<TargetPython> python) {
    return python
        .<FileChoice>map(
            target ->
                new FileChoice.ForPython(target, Set.copyOf(Toml.strings(root, "default-groups"))))
        .orElse(FileChoice.NONE);
  }

  private static void checkTarget(Path file, JsonNode root, TargetPython python) {
    List<String> reasons = new ArrayList<>();
    Toml.string(root, "requires-python")
        .filter(pythons -> !python.isAmong(pythons).orElse(false))
        .ifPresent(pythons -> reasons.add("it is for Python " + pythons + ", not for " + python));
    List<String> environments = Toml.strings(root, "environments");
    if (!environments.isEmpty()
        && environments.stream().noneMatch(marker -> python.holds(marker).orElse(false))) {
      reasons.add(
          "it is for "
              + String.join(", or ", environments)
              + ", which does not hold for "
              + python);
    }
    if (!reasons.isEmpty()) {
      throw LockUnusable.forOtherPythons(file, reasons);
    }
  }

  private static List<LockedPackage> packages(
      JsonNode tables, PackageReader reader, List<String> reasons) {
    List<LockedPackage> packages = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      try {
        reader.read(tables.path(i)).ifPresent(packages::add);
      } catch (UnsuitableEntry e) {
        reasons.add("package " + (i + 1) + ": " + e.getMessage());
      }
    }
    return packages;
  }

  /** Which of several entries holds is for markers to say, and those are for a Python to judge. */
  private static void checkNames(List<LockedPackage> packages, List<String> reasons) {
    Set<ProjectName> names = new HashSet<>();
    packages.stream()
        .map(LockedPackage::name)
        .filter(name -> !names.add(name))
        .distinct()
        .forEach(name -> reasons.add(name + " is there more than once"));
    checkFilenames(packages, reasons);
  }

  private static void checkFilenames(List<LockedPackage> packages, List<String> reasons) {
    Set<String> filenames = new HashSet<>();
    packages.stream()
        .map(locked -> locked.file().filename())
        .filter(filename -> !filenames.add(filename))
        .distinct()
        .forEach(filename -> reasons.add("the file " + filename + " is there more than once"));
  }
}
