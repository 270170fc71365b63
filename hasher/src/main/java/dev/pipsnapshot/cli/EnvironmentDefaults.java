package dev.pipsnapshot.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes the value of {@code --some-option} from {@code PIP_SNAPSHOT_SOME_OPTION}. An empty variable
 * counts as unset: that is how Nix hands on an impure variable that nobody set. An option that may
 * be given several times takes several values, separated by white space, as pip's do.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
  private final Map<String, String> environment;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public @Nullable String defaultValue(ArgSpec arg) {
    if (arg instanceof OptionSpec option && !option.isMultiValue()) {
      return value(option).orElse(null);
    }
    return null;
  }

  /** The arguments with those of the repeatable options that only the environment gives. */
  String[] withRepeatableOptions(CommandSpec command, String[] arguments) {
    List<String> all = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      if (option.isMultiValue() && !isGiven(option, arguments)) {
        value(option).stream()
            .flatMap(value -> Arrays.stream(value.strip().split("\\s+")))
            .forEach(value -> all.add(option.longestName() + "=" + value));
      }
    }
    all.addAll(List.of(arguments));
    return all.toArray(String[]::new);
  }

  private static boolean isGiven(OptionSpec option, String[] arguments) {
    return Arrays.stream(arguments)
        .takeWhile(argument -> !argument.equals("--"))
        .anyMatch(
            argument ->
                Arrays.stream(option.names())
                    .anyMatch(
                        name ->
                            argument.equals(name)
                                || (name.startsWith("--")
                                    ? argument.startsWith(name + "=")
                                    : argument.startsWith(name))));
  }

  private Optional<String> value(OptionSpec option) {
    return Optional.ofNullable(environment.get(OptionVariables.of(option.longestName())))
        .filter(value -> !value.isEmpty());
  }
}
