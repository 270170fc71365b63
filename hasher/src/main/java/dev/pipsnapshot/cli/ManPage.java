package dev.pipsnapshot.cli;

import static dev.pipsnapshot.cli.Troff.bold;
import static dev.pipsnapshot.cli.Troff.escape;
import static dev.pipsnapshot.cli.Troff.italic;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of a command, for {@code man}, out of the model that its help text comes from.
 * The header of a command, which its help text leaves out, is the line that {@code whatis} shows.
 */
final class ManPage {
  private static final List<String> COMMANDS =
      List.of(
          "snapshot-cache", "snapshot-diff", "snapshot-fetch", "snapshot-hash", "snapshot-proxy");

  private final CommandSpec command;
  private final Troff page = new Troff();

  private ManPage(CommandSpec command) {
    this.command = command;
  }

  /** The page, which says that it was made at that instant, by its date. */
  static String of(CommandSpec command, String version, Instant made) {
    var page = new ManPage(command);
    page.page
        .macro(
            "TH",
            command.name().toUpperCase(Locale.ROOT),
            "1",
            made.atOffset(ZoneOffset.UTC).toLocalDate().toString(),
            "pip-snapshot " + version,
            "pip-snapshot")
        // No word is to be broken, nor lines stretched: names of options are not words.
        .macro("nh")
        .macro("ad l")
        .macro("SH", "NAME")
        .filled(escape(command.name()) + " \\- " + escape(joined(command.usageMessage().header())));
    page.synopsis();
    page.page.macro("SH", "DESCRIPTION");
    page.paragraphs(command.usageMessage().description());
    page.parameters();
    page.options();
    page.subcommands();
    page.exitStatus();
    page.entries("ENVIRONMENT", ManPageEntry.environment(page.example()));
    page.entries("FILES", ManPageEntry.files());
    page.examples();
    page.seeAlso();
    return page.page.toString();
  }

  private void synopsis() {
    page.macro("SH", "SYNOPSIS");
    if (command.subcommands().isEmpty()) {
      page.filled(bold(command.name()) + " [" + italic("OPTION") + "]..." + operands(command));
      return;
    }
    String separator = "";
    for (CommandSpec subcommand : subcommandSpecs()) {
      page.filled(
          separator
              + bold(command.name() + " " + subcommand.name())
              + " ["
              + italic("OPTION")
              + "]..."
              + operands(subcommand));
      page.macro("br");
    }
    page.filled(bold(command.name()) + " " + bold("--help") + " | " + bold("--version"));
  }

  private static String operands(CommandSpec command) {
    var operands = new StringBuilder();
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      String label = italic(parameter.paramLabel());
      int needed = parameter.arity().min();
      boolean more =
          parameter.arity().max() > Math.max(needed, 1)
              || (needed <= 1 && parameter.index().isVariable());
      operands.append((" " + label).repeat(needed));
      if (needed == 0) {
        operands.append(" [").append(label).append(']');
      }
      operands.append(more ? "..." : "");
    }
    return operands.toString();
  }

  private void paragraphs(String... paragraphs) {
    String separator = "";
    for (String paragraph : paragraphs) {
      if (!separator.isEmpty()) {
        page.macro(separator);
      }
      page.filled(escape(paragraph));
      separator = "PP";
    }
  }

  private void parameters() {
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      page.item(italic(parameter.paramLabel()), joined(parameter.description()));
    }
  }

  private void options() {
    page.macro("SH", "OPTIONS");
    Map<OptionGroup, List<OptionSpec>> groups = GroupedOptions.of(shared());
    groups.forEach(
        (group, options) -> {
          if (groups.size() > 1) {
            page.macro("SS", group.heading());
          }
          options.forEach(this::option);
        });
  }

  private void option(OptionSpec option) {
    String names =
        Arrays.stream(option.names())
            .map(
                name ->
                    name.startsWith("--")
                        ? bold(name) + value(option, "=")
                        : bold(name) + value(option, " "))
            .collect(Collectors.joining(", "));
    page.item(names, joined(option.description()));
  }

  private static String value(OptionSpec option, String separator) {
    return option.arity().max() == 0 ? "" : separator + italic(option.paramLabel());
  }

  /** The options of the command, or those that all of its subcommands take. */
  private List<OptionSpec> shared() {
    Collection<CommandSpec> subcommands = subcommandSpecs();
    if (subcommands.isEmpty()) {
      return command.options();
    }
    return subcommands.iterator().next().options().stream()
        .filter(option -> subcommands.stream().allMatch(one -> takes(one, option)))
        .toList();
  }

  private static boolean takes(CommandSpec command, OptionSpec option) {
    return command.optionsMap().containsKey(option.longestName());
  }

  private void subcommands() {
    if (command.subcommands().isEmpty()) {
      return;
    }
    page.macro("SH", "COMMANDS");
    List<OptionSpec> shared = shared();
    for (CommandSpec subcommand : subcommandSpecs()) {
      page.macro("SS", subcommand.name());
      paragraphs(subcommand.usageMessage().description());
      for (OptionSpec option : subcommand.options()) {
        if (shared.stream().noneMatch(one -> one.longestName().equals(option.longestName()))) {
          option(option);
        }
      }
    }
  }

  private List<CommandSpec> subcommandSpecs() {
    return command.subcommands().values().stream().map(CommandLine::getCommandSpec).toList();
  }

  private void exitStatus() {
    page.macro("SH", "EXIT STATUS");
    command
        .usageMessage()
        .exitCodeList()
        .forEach((code, meaning) -> page.item(bold(code), meaning));
    page.item(bold("127"), "no Java that fits was found");
  }

  private void entries(String heading, List<ManPageEntry> entries) {
    page.macro("SH", heading);
    Set<String> options = options(command).map(OptionSpec::longestName).collect(Collectors.toSet());
    entries.stream()
        .filter(entry -> entry.concerns(options))
        .forEach(entry -> page.item(bold(entry.term()), entry.text()));
  }

  /** An option with a value, to tell by it what its variable is. */
  private String example() {
    return options(command)
        .filter(option -> option.arity().max() > 0 && option.longestName().startsWith("--"))
        .map(OptionSpec::longestName)
        .findFirst()
        .orElse("--quiet");
  }

  private Stream<OptionSpec> options(CommandSpec command) {
    return Stream.concat(
        command.options().stream(),
        subcommandSpecs().stream().flatMap(subcommand -> subcommand.options().stream()));
  }

  private void examples() {
    List<String> lines = List.of(command.usageMessage().footer());
    if (!lines.isEmpty()) {
      page.macro("SH", "EXAMPLES").verbatim(lines.stream().map(ManPage::outdented).toList());
    }
  }

  private static String outdented(String line) {
    return line.startsWith("  ") ? line.substring(2) : line;
  }

  private void seeAlso() {
    page.macro("SH", "SEE ALSO")
        .filled(
            COMMANDS.stream()
                .filter(other -> !other.equals(command.name()))
                .map(other -> bold(other) + "(1)")
                .collect(Collectors.joining(", ")));
  }

  private static String joined(String... lines) {
    return String.join(" ", lines);
  }
}
