package dev.pipsnapshot.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs a command the way all of this project's commands run. */
public final class CommandRunner {
  /** Alone on the command line: prints a completion script for bash, which zsh can load too. */
  private static final String GENERATE_COMPLETION = "--generate-completion";

  /** Alone on the command line, with the instant of the release: prints the manual page. */
  private static final String GENERATE_MAN_PAGE = "--generate-man-page=";

  private static final Set<String> VERSION = Set.of("--version", "-V");

  private final Map<String, String> environment;

  /** A runner that takes options which the command line leaves out from {@code environment}. */
  public CommandRunner(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Parses the arguments and runs the command. Never throws: whatever goes wrong is told on
   * standard error.
   *
   * @return the exit code, one of {@link ExitStatus}
   */
  public int run(Callable<Integer> command, String... arguments) {
    if (arguments.length == 1 && VERSION.contains(arguments[0])) {
      // Two thirds of the time that picocli takes for this go into options that nobody gave.
      String name = command.getClass().getAnnotation(Command.class).name();
      System.out.println(name + " " + version(command));
      return ExitStatus.OK.code();
    }
    return execute(commandLine(command), arguments);
  }

  /** The same on a command line whose streams a caller has set. */
  public int execute(CommandLine commandLine, String... arguments) {
    if (arguments.length == 1 && arguments[0].equals(GENERATE_COMPLETION)) {
      commandLine.getOut().print(AutoComplete.bash(commandLine.getCommandName(), commandLine));
      commandLine.getOut().flush();
      return ExitStatus.OK.code();
    }
    Optional<Instant> made = instantOfManPage(arguments);
    if (made.isPresent()) {
      CommandSpec command = commandLine.getCommandSpec();
      String version = version(commandLine.getCommand());
      commandLine.getOut().print(ManPage.of(command, version, made.get()));
      commandLine.getOut().flush();
      return ExitStatus.OK.code();
    }
    return commandLine.execute(withEnvironment(commandLine, arguments));
  }

  private static Optional<Instant> instantOfManPage(String... arguments) {
    if (arguments.length != 1 || !arguments[0].startsWith(GENERATE_MAN_PAGE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(arguments[0].substring(GENERATE_MAN_PAGE.length())));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /**
   * Sets the command's options as running it would, and does no more.
   *
   * @throws ParameterException if the arguments are none of it
   */
  public ParseResult parse(CommandLine commandLine, String... arguments) {
    return commandLine.parseArgs(withEnvironment(commandLine, arguments));
  }

  private String[] withEnvironment(CommandLine commandLine, String... arguments) {
    return new EnvironmentDefaults(environment)
        .withRepeatableOptions(commandLine.getCommandSpec(), arguments);
  }

  /** The command line with this project's conventions, for running, help texts and completions. */
  public CommandLine commandLine(Callable<Integer> command) {
    var commandLine = new CommandLine(command);
    commandLine.getCommandSpec().versionProvider(new ManifestVersion(command));
    commandLine
        .setDefaultValueProvider(new EnvironmentDefaults(environment))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false)
        .setUsageHelpAutoWidth(true)
        .setUsageHelpLongOptionsMaxWidth(30)
        .setParameterExceptionHandler(CommandRunner::usageError)
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> failed(failure, line, stacktraceWanted(line)));
    var sections = new HashMap<>(commandLine.getHelpSectionMap());
    sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, GroupedOptions::render);
    // It is the summary in a manual page; the description, which follows, says the same in full.
    sections.remove(UsageMessageSpec.SECTION_KEY_HEADER);
    commandLine.setHelpSectionMap(sections);
    commandLine.getCommandSpec().options().stream()
        .filter(option -> option.type().isEnum())
        .forEach(option -> registerChoice(commandLine, option.type()));
    commandLine.getCommandSpec().exitCodeOnUsageHelp(ExitStatus.OK.code());
    commandLine
        .getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(
            Arrays.stream(ExitStatus.values())
                .collect(
                    Collectors.toMap(
                        status -> String.valueOf(status.code()),
                        ExitStatus::meaning,
                        (first, second) -> first,
                        LinkedHashMap::new)));
    return commandLine;
  }

  @SuppressWarnings("unchecked")
  private static void registerChoice(CommandLine commandLine, Class<?> type) {
    commandLine.registerConverter((Class<Object>) type, new Choice(type));
  }

  private static int usageError(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("error: " + failure.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(failure, err)) {
      err.println("hint: see '" + line.getCommandName() + " --help'");
    }
    err.flush();
    return ExitStatus.USAGE.code();
  }

  private static int failed(Exception failure, CommandLine line, boolean stacktrace) {
    PrintWriter err = line.getErr();
    FailureReport report = FailureReport.of(failure);
    report.print(err);
    if (stacktrace) {
      report.cause().printStackTrace(err);
      err.flush();
    }
    return report.exitCode();
  }

  private static boolean stacktraceWanted(CommandLine line) {
    return line.getMixins().values().stream()
        .anyMatch(mixin -> mixin instanceof CommonOptions common && common.stacktrace());
  }

  private static String version(Callable<Integer> command) {
    return Optional.ofNullable(command.getClass().getPackage().getImplementationVersion())
        .orElse("(development build)");
  }

  private record ManifestVersion(Callable<Integer> command) implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"${COMMAND-FULL-NAME} " + version(command)};
    }
  }
}
