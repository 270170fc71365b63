package dev.pipsnapshot.fetcher.lock;

import dev.pipsnapshot.fetcher.failure.LockUnusable;
import dev.pipsnapshot.fetcher.failure.OptionRefused;
import dev.pipsnapshot.fetcher.requirements.RequirementsFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions that a lock has.
 *
 * @param lock the lock file
 * @param byProject versions by project; archives of URLs, which stay as they are, have none
 */
public record HeldVersions(Path lock, Map<ProjectName, String> byProject) {
  private static final Pattern PIN = Pattern.compile("([A-Za-z0-9._-]+)==(\\S+)(\\s.*)?");

  /**
   * Reads a lock.
   *
   * @throws LockUnusable if it is none
   */
  public static HeldVersions in(LockTarget lock) {
    Map<ProjectName, String> versions =
        switch (lock.format()) {
          case PYLOCK -> ofPylock(lock.file());
          case REQUIREMENTS -> ofRequirements(lock.file());
        };
    return new HeldVersions(lock.file(), versions);
  }

  /**
   * Constraints that hold all versions but those of {@code released}.
   *
   * @throws OptionRefused if the lock has no such project
   */
  public List<String> except(Set<ProjectName> released) {
    for (ProjectName project : released) {
      if (!byProject.containsKey(project)) {
        throw OptionRefused.meaningless(
            lock + " has no version of " + project, "name a project that it has");
      }
    }
    List<String> constraints = new ArrayList<>();
    new TreeMap<>(byProject)
        .forEach(
            (project, version) -> {
              if (!released.contains(project)) {
                constraints.add(project + "==" + version);
              }
            });
    return constraints;
  }

  private static Map<ProjectName, String> ofPylock(Path file) {
    Map<ProjectName, String> versions = new TreeMap<>();
    LockReader.read(file).packages().stream()
        .filter(locked -> locked.file().kind() != LockedFile.Kind.ARCHIVE)
        .forEach(
            locked -> locked.version().ifPresent(version -> versions.put(locked.name(), version)));
    return versions;
  }

  private static Map<ProjectName, String> ofRequirements(Path file) {
    Map<ProjectName, String> versions = new TreeMap<>();
    for (String line : RequirementsFile.texts(file)) {
      Matcher pin = PIN.matcher(line);
      if (pin.matches()
          && ProjectName.isValid(pin.group(1))
          && Version.parse(pin.group(2)).isPresent()) {
        versions.put(ProjectName.parse(pin.group(1)), pin.group(2));
      }
    }
    return versions;
  }
}
