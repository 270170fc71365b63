package dev.pipsnapshot.cli;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;

/** The list of options in a help text or a manual page, under the headings of their groups. */
final class GroupedOptions {
  private GroupedOptions() {}

  /** As picocli lists them, if no option but the general ones has a group. */
  static String render(Help help) {
    Map<OptionGroup, List<OptionSpec>> groups = of(help.commandSpec().options());
    if (groups.size() < 2) {
      return help.optionList();
    }
    var text = new StringBuilder();
    groups.forEach(
        (group, options) ->
            text.append(help.createHeading("%n" + group.heading() + ":%n"))
                .append(list(help, options)));
    return text.toString();
  }

  /** Those that are not hidden, in the order of their groups. */
  static Map<OptionGroup, List<OptionSpec>> of(List<OptionSpec> options) {
    Map<OptionGroup, List<OptionSpec>> groups = new EnumMap<>(OptionGroup.class);
    for (OptionSpec option : options) {
      if (!option.hidden()) {
        groups.computeIfAbsent(group(option), group -> new ArrayList<>()).add(option);
      }
    }
    return groups;
  }

  private static String list(Help help, List<OptionSpec> options) {
    Help.Layout layout = help.createDefaultLayout(options, List.of(), help.colorScheme());
    layout.addOptions(options, help.createDefaultParamLabelRenderer());
    return layout.toString();
  }

  private static OptionGroup group(OptionSpec option) {
    if (!(option.userObject() instanceof Field field)) {
      return OptionGroup.GENERAL;
    }
    return Optional.ofNullable(field.getAnnotation(OptionGroup.In.class))
        .or(
            () ->
                Optional.ofNullable(field.getDeclaringClass().getAnnotation(OptionGroup.In.class)))
        .map(OptionGroup.In::value)
        .orElse(OptionGroup.GENERAL);
  }
}
