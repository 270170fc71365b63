package dev.pipsnapshot.fetcher.drift;

import static java.util.stream.Collectors.joining;

import dev.pipsnapshot.fetcher.lock.Resolution;
import dev.pipsnapshot.fetcher.requirements.RequirementTexts;
import dev.pipsnapshot.proxy.index.Cutoff;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Compares how two sets of files were decided on. */
final class InputChanges {
  private static final String NONE = "";

  private InputChanges() {}

  static List<InputChange> between(Resolution before, Resolution after) {
    Map<String, String> old = facts(before);
    Map<String, String> now = facts(after);
    Set<String> names = new LinkedHashSet<>(old.keySet());
    names.addAll(now.keySet());
    List<InputChange> changes = new ArrayList<>();
    for (String name : names) {
      add(changes, name, old.getOrDefault(name, NONE), now.getOrDefault(name, NONE));
    }
    add(
        changes,
        "requirements",
        onlyIn(shown(before.requirements()), shown(after.requirements())),
        onlyIn(shown(after.requirements()), shown(before.requirements())));
    return changes;
  }

  private static void add(List<InputChange> changes, String input, String before, String after) {
    if (!before.equals(after)) {
      changes.add(new InputChange(input, before, after));
    }
  }

  /** As a person wrote them: where a file begins and ends is left out. */
  private static List<String> shown(List<String> texts) {
    List<String> shown = new ArrayList<>();
    Deque<Boolean> constraining = new ArrayDeque<>(List.of(false));
    for (String text : texts) {
      switch (text) {
        case RequirementTexts.REQUIREMENTS_FILE -> constraining.push(constraining.element());
        case RequirementTexts.CONSTRAINTS_FILE -> constraining.push(true);
        case RequirementTexts.END -> {
          if (constraining.size() > 1) {
            constraining.pop();
          }
        }
        default -> shown.add((constraining.element() ? "constraint " : "") + text);
      }
    }
    return shown;
  }

  private static String onlyIn(List<String> texts, List<String> others) {
    return texts.stream().filter(text -> !others.contains(text)).collect(joining(", "));
  }

  /** In the order in which they explain most. */
  private static Map<String, String> facts(Resolution resolution) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("date", resolution.view().cutoff().map(Cutoff::toString).orElse(NONE));
    new TreeMap<>(resolution.view().projectCutoffs())
        .forEach((project, cutoff) -> facts.put("date for " + project, cutoff.toString()));
    resolution.buildCutoff().ifPresent(cutoff -> facts.put("date for builds", cutoff.toString()));
    facts.put("yanked files", word(resolution.view().yankPolicy()));
    facts.put("files without upload time", word(resolution.view().missingTimePolicy()));
    new TreeMap<>(resolution.view().projectMissingTimePolicies())
        .forEach(
            (project, policy) ->
                facts.put("files without upload time of " + project, word(policy)));
    facts.put("Python", resolution.python().implementation() + " " + resolution.python().version());
    facts.put("platform", resolution.python().platform());
    facts.put("pip", resolution.pip());
    facts.put("options", String.join(" ", resolution.options()));
    facts.put("layout", String.valueOf(resolution.layout()));
    return facts;
  }

  private static String word(Enum<?> policy) {
    return policy.name().toLowerCase(Locale.ROOT);
  }
}
