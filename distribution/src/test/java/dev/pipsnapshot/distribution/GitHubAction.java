package dev.pipsnapshot.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The steps of action.yml that are scripts, run as GitHub's runner does. */
final class GitHubAction {
  private static final Pattern INPUT = Pattern.compile("\\$\\{\\{ inputs\\.(\\S+) }}");
  private static final Pattern CONDITION = Pattern.compile("inputs\\.(\\S+) != ''");
  private static final Pattern NOT_OBEYED =
      Pattern.compile("(?ms)^::stop-commands::(\\w+)$.*?^::\\1::$");

  private final Path folder;
  private final Path files;
  private final YamlMapping description;

  /**
   * An action.
   *
   * @param folder where action.yml is
   * @param files where the files are that steps write to the runner
   */
  GitHubAction(Path folder, Path files) throws IOException {
    this.folder = folder;
    this.files = files;
    this.description = YamlMapping.read(folder.resolve("action.yml"));
  }

  /** Runs the steps up to one that fails; the outcome holds all that they printed. */
  Outcome run(CiJob job, Map<String, String> given, Path temporary) throws Exception {
    Map<String, String> inputs = inputs(given);
    for (String file : List.of("GITHUB_PATH", "GITHUB_ENV", "GITHUB_OUTPUT")) {
      job.with(file, Files.writeString(files.resolve(file), ""));
    }
    Path runnerTemp = Files.createDirectories(temporary.resolve("runner's temp"));
    job.with("GITHUB_ACTION_PATH", folder).with("RUNNER_TEMP", runnerTemp);
    var printed = new StringBuilder();
    for (YamlMapping step : scripts()) {
      if (!isWanted(step, inputs)) {
        continue;
      }
      Outcome outcome = job.bash(step.text("run"), environment(step, inputs));
      printed.append(outcome.out()).append(outcome.err());
      if (outcome.status() != 0) {
        return new Outcome(outcome.status(), printed.toString(), "");
      }
      takeOver(job);
    }
    return new Outcome(0, printed.toString(), "");
  }

  private void takeOver(CiJob job) throws IOException {
    for (String line : Files.readAllLines(files.resolve("GITHUB_ENV"))) {
      int equals = line.indexOf('=');
      job.with(line.substring(0, equals), line.substring(equals + 1));
    }
    for (String line : Files.readAllLines(files.resolve("GITHUB_PATH"))) {
      job.with("PATH", line + ":" + job.variable("PATH"));
    }
    Files.writeString(files.resolve("GITHUB_PATH"), "");
  }

  String outputs() throws IOException {
    return Files.readString(files.resolve("GITHUB_OUTPUT"));
  }

  List<YamlMapping> scripts() {
    List<YamlMapping> scripts =
        description.mapping("runs").mappings("steps").stream()
            .filter(step -> step.has("run"))
            .toList();
    assertThat(scripts).allMatch(step -> step.text("shell").equals("bash"));
    return scripts;
  }

  private Map<String, String> inputs(Map<String, String> given) {
    YamlMapping described = description.mapping("inputs");
    assertThat(described.names()).containsAll(given.keySet());
    Map<String, String> inputs = new TreeMap<>();
    for (String name : described.names()) {
      inputs.put(name, described.mapping(name).text("default"));
    }
    inputs.putAll(given);
    return inputs;
  }

  private static boolean isWanted(YamlMapping step, Map<String, String> inputs) {
    if (!step.has("if")) {
      return true;
    }
    var condition = CONDITION.matcher(step.text("if"));
    assertThat(condition.matches()).as("%s", step).isTrue();
    return !inputs.getOrDefault(condition.group(1), "").isEmpty();
  }

  private static Map<String, String> environment(YamlMapping step, Map<String, String> inputs) {
    YamlMapping described = step.mapping("env");
    Map<String, String> environment = new TreeMap<>();
    for (String name : described.names()) {
      var input = INPUT.matcher(described.text(name));
      assertThat(input.matches()).as("%s", described).isTrue();
      environment.put(name, inputs.getOrDefault(input.group(1), ""));
    }
    return environment;
  }

  /** The commands that the runner reads from what was printed: none inside of stop-commands. */
  static List<String> obeyed(Outcome outcome) {
    return NOT_OBEYED
        .matcher(outcome.out())
        .replaceAll("")
        .lines()
        .filter(line -> line.startsWith("::"))
        .toList();
  }
}
