package dev.pipsnapshot.fetcher.dependencies;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Requirements that a set of files lacks because pip compared their markers with the interpreter
 * that it ran on, where the set is for another one.
 */
public final class LeftOut {
  /** Who has a requirement: a file of the set, or whoever asked for it. */
  private record Required(String by, Optional<ProjectName> owner, Dependency dependency) {}

  private final List<Required> all = new ArrayList<>();
  private final Set<ProjectName> present = new HashSet<>();
  private final Map<ProjectName, Set<String>> extras = new HashMap<>();

  private LeftOut() {}

  /**
   * One phrase for each, such as {@code colorama, which click-8.1.7-py3-none-any.whl requires if
   * platform_system == "Windows"}.
   *
   * @param texts what was asked for, nested files in place
   * @param set the directory of the files
   * @param here what pip compared markers with
   * @param there what they would be compared with where the set is for
   */
  public static List<String> of(
      List<String> texts, Path set, Map<String, String> here, Map<String, String> there)
      throws IOException {
    if (here.equals(there)) {
      return List.of();
    }
    var leftOut = new LeftOut();
    DependencyTexts.of(texts, Dependency::fromAnywhere)
        .requirements()
        .forEach(one -> leftOut.add(new Required("which is asked for", Optional.empty(), one)));
    for (WheelMetadata wheel : WheelMetadata.in(set)) {
      leftOut.add(wheel);
    }
    return leftOut.phrases(here, there);
  }

  private void add(WheelMetadata wheel) {
    present.add(wheel.project());
    for (Dependency dependency : wheel.dependencies().orElse(List.of())) {
      add(
          new Required(
              "which " + wheel.filename() + " requires", Optional.of(wheel.project()), dependency));
    }
  }

  private void add(Required required) {
    all.add(required);
    extras
        .computeIfAbsent(required.dependency().project(), project -> new HashSet<>())
        .addAll(required.dependency().extras());
  }

  private List<String> phrases(Map<String, String> here, Map<String, String> there) {
    return all.stream()
        .filter(one -> !present.contains(one.dependency().project()))
        .filter(one -> !one.dependency().counts(here, asked(one)))
        .filter(one -> one.dependency().counts(there, asked(one)))
        .map(
            one ->
                "%s, %s if %s"
                    .formatted(one.dependency().project(), one.by(), one.dependency().marker()))
        .distinct()
        .toList();
  }

  private Set<String> asked(Required one) {
    return one.owner().map(owner -> extras.getOrDefault(owner, Set.of())).orElse(Set.of());
  }
}
