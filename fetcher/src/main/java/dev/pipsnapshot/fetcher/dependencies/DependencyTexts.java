package dev.pipsnapshot.fetcher.dependencies;

import dev.pipsnapshot.fetcher.requirements.RequirementSet;
import dev.pipsnapshot.fetcher.requirements.RequirementTexts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the {@linkplain RequirementSet#texts texts} of requirements say of projects by name, whether
 * or not their markers hold.
 *
 * @param requirements what is asked for
 * @param constraints what only constrains
 */
public record DependencyTexts(List<Dependency> requirements, List<Dependency> constraints) {
  public DependencyTexts {
    requirements = List.copyOf(requirements);
    constraints = List.copyOf(constraints);
  }

  /** What these texts say, each read by {@code reader}. */
  public static DependencyTexts of(
      List<String> texts, Function<String, Optional<Dependency>> reader) {
    List<Dependency> requirements = new ArrayList<>();
    List<Dependency> constraints = new ArrayList<>();
    Deque<Boolean> constraining = new ArrayDeque<>(List.of(false));
    for (String text : texts) {
      switch (text) {
        case RequirementTexts.CONSTRAINTS_FILE -> constraining.push(true);
        case RequirementTexts.REQUIREMENTS_FILE -> constraining.push(constraining.element());
        case RequirementTexts.END -> constraining.pop();
        default ->
            reader
                .apply(text)
                .ifPresent((constraining.element() ? constraints : requirements)::add);
      }
    }
    return new DependencyTexts(requirements, constraints);
  }
}
