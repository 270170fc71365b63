package dev.pipsnapshot.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what users' CI runs: the steps of the action, the template for GitLab, and the renewal. */
final class CiIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path COMMANDS = Path.of("target", "pip-snapshot", "bin").toAbsolutePath();
  private static final Path TEMPLATE = ROOT.resolve("ci/pip-snapshot.gitlab-ci.yml");
  private static final String OTHER_HASH = "sha256-" + "A".repeat(43) + "=";

  @TempDir private static Path shared;
  private static SmallIndex index;
  private static Path wheel;

  @TempDir private Path scratch;
  private CiJob job;
  private GitHubAction action;

  @BeforeAll
  static void prepare() throws Exception {
    index = new SmallIndex();
    var maker = new CiJob(shared.resolve("maker"));
    if (!"true".equals(System.getenv("CI"))) {
      assumeThat(maker.sh("python3 -c 'import ensurepip, pip'").status())
          .as("python3 with pip and venv")
          .isZero();
    }
    Outcome made =
        maker.sh(
            "python3 '%s' '%s' 1.2.3 2026-01-01T00:00:00Z ."
                .formatted(ROOT.resolve("distribution/wheel.py"), COMMANDS.getParent()));
    assertThat(made.err()).isEmpty();
    wheel = maker.checkout().resolve("pip_snapshot-1.2.3-py3-none-any.whl");
  }

  @AfterAll
  static void stop() {
    index.close();
  }

  /** A project with the pin and the lock of 1 May 2021. */
  @BeforeEach
  void pin() throws Exception {
    job = new CiJob(scratch.resolve("job")).with("PIP_SNAPSHOT_INDEX_URL", index.url());
    action = new GitHubAction(ROOT, scratch);
    job.with("PIP_SNAPSHOT_CACHE_DIR", shared.resolve("cache"));
    Files.writeString(job.checkout().resolve("requirements.txt"), "demo\n");
    Outcome pinned =
        job.sh(
            "'%s/snapshot-fetch' --date 2021-05-01 -r requirements.txt -d ../wheels --pin pins.json --lock pylock.toml"
                .formatted(COMMANDS));
    assertThat(pinned.status()).as(pinned.err()).isZero();
  }

  @Test
  void theActionPassesWherePinsHoldAndFetches() throws Exception {
    Outcome outcome =
        action(
            Map.of(
                "pins", "pins.json",
                "arguments", "--date '2021-05-01' -r requirements.txt",
                "fetch", "--from-lock pylock.toml -d wheels",
                "cache", scratch.resolve("kept").toString()));

    assertThat(outcome.status()).as(outcome.out()).isZero();
    assertThat(outcome.out()).contains("holds ").doesNotContain("::error", "::notice");
    assertThat(job.checkout().resolve("wheels/demo-1.0-py3-none-any.whl")).exists();
    assertThat(action.outputs()).contains("hash=sha256-");
    assertThat(scratch.resolve("kept")).isNotEmptyDirectory();
    // What follows in the job has the commands, and still its own Python.
    assertThat(job.sh("snapshot-hash wheels; command -v python3").out())
        .startsWith("sha256-")
        .doesNotContain(shared.toString());
  }

  @Test
  void theActionAnnotatesAPinThatIsOff() throws Exception {
    String key = falsify();

    Outcome outcome = action(Map.of("pins", "pins.json"));

    assertThat(outcome.status()).as(outcome.out()).isEqualTo(5);
    assertThat(GitHubAction.obeyed(outcome))
        .singleElement()
        .asString()
        .startsWith("::error file=pins.json,line=4,title=pin off::")
        .contains("demo", "%0Apinned: " + OTHER_HASH + "%0A   got: sha256-");
    assertThat(Files.readAllLines(job.checkout().resolve("pins.json")).get(3)).contains(key);
  }

  @Test
  void theActionAnnotatesAPinThatIsMissing() throws Exception {
    Outcome outcome =
        action(Map.of("pins", "pins.json", "arguments", "--date 2021-05-02 -r requirements.txt"));

    assertThat(outcome.status()).as(outcome.out()).isEqualTo(5);
    assertThat(GitHubAction.obeyed(outcome))
        .singleElement()
        .asString()
        .startsWith("::error file=pins.json,title=pin missing::");
  }

  @Test
  void theActionSaysSoWhereNothingCouldBeChecked() throws Exception {
    Outcome outcome = action(Map.of("pins", "100%,no:pins.json"));

    assertThat(outcome.status()).as(outcome.out()).isEqualTo(2);
    assertThat(GitHubAction.obeyed(outcome))
        .singleElement()
        .asString()
        .startsWith("::error file=100%25%2Cno%3Apins.json,title=pins not checked::")
        .contains("exit code 2");
  }

  @Test
  void theActionRunsNothingOfWhatItIsTold() throws Exception {
    for (String hostile : List.of("$(touch evil) `touch evil`; touch evil #", "x\ny=z")) {
      for (String input : List.of("fetch", "cache", "package", "python")) {
        action(Map.of(input, hostile));
        assertThat(job.checkout().resolve("evil")).as("%s: %s", input, hostile).doesNotExist();
      }
      action(Map.of("pins", "pins.json", "arguments", hostile));
      assertThat(job.checkout().resolve("evil")).as("arguments: %s", hostile).doesNotExist();
    }
    assertThat(action.outputs()).doesNotContain("\ny=z");
    assertThat(job.variable("y")).isEmpty();
  }

  /** What a pin, or an index, says can be a line that the runner would obey. */
  @Test
  void theActionHasTheRunnerObeyNoLineThatAPinHolds() throws Exception {
    Path pins = job.checkout().resolve("pins.json");
    String text = Files.readString(pins);
    String key = "\"\\n::set-env name=y::z\\n\"";
    Files.writeString(pins, text.replaceFirst("\"[0-9a-f]{64}\"", Matcher.quoteReplacement(key)));

    Outcome outcome = action(Map.of("pins", "pins.json"));

    assertThat(outcome.out()).contains("\n::set-env name=y::z\n");
    assertThat(GitHubAction.obeyed(outcome))
        .singleElement()
        .asString()
        .startsWith("::error file=pins.json,line=4,title=pin broken::")
        .contains("%0A::set-env name=y::z%0A");
  }

  @Test
  void noScriptOfTheActionHoldsAnExpression() throws Exception {
    assertThat(action.scripts())
        .hasSize(4)
        .allSatisfy(step -> assertThat(step.text("run")).doesNotContain("${{"));
  }

  @Test
  void theTemplatePassesWherePinsHold() throws Exception {
    for (boolean bash : List.of(true, false)) {
      Outcome outcome = template("--date '2021-05-01' -r requirements.txt", bash);

      assertThat(outcome.status()).as(outcome.err()).isZero();
      assertThat(outcome.out()).startsWith("holds ");
      assertThat(job.checkout().resolve("check.txt")).hasContent(outcome.out());
    }
  }

  @Test
  void theTemplateFailsWhereAPinIsOff() throws Exception {
    falsify();
    for (boolean bash : List.of(true, false)) {
      Outcome outcome = template("", bash);

      assertThat(outcome.status()).as(outcome.err()).isEqualTo(5);
      assertThat(outcome.out()).startsWith("off ");
      assertThat(job.checkout().resolve("check.txt")).hasContent(outcome.out());
    }
    assertThat(template("; touch evil", true).status()).isNotZero();
    assertThat(job.checkout().resolve("evil")).doesNotExist();
  }

  @Test
  void theRenewalCommitsWhatChangedAndWhy() throws Exception {
    String page = Files.readString(ROOT.resolve("docs/how-to/ci.md"));
    var block = Pattern.compile("(?ms)^```sh\n(.*?)^```$").matcher(page);
    assertThat(block.find()).isTrue();
    Files.writeString(job.checkout().resolve("renew.sh"), block.group(1));
    job.with("PATH", COMMANDS + ":" + job.variable("PATH"));
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      job.with("GIT_" + who + "_NAME", "A Bot").with("GIT_" + who + "_EMAIL", "bot@example.org");
    }
    String start = "echo 2021-05-01 >snapshot-date; git init -q; git add .; git commit -qm start; ";

    Outcome outcome = job.sh(start + "sh renew.sh 2021-07-01");

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(job.sh("git log -1 --format=%B").out())
        .startsWith("Move Python packages to 2021-07-01\n\n")
        .contains("~ demo 1.0 -> 2.0", "uploaded 2021-06-01T00:00:00Z");
    assertThat(job.sh("git show --name-only --format= HEAD").out().lines())
        .containsExactly("pins.json", "pylock.toml", "snapshot-date");
    assertThat(job.sh("git status --porcelain").out()).isEmpty();
    // CI then looks for the pin of the new date, and that of the old one is gone.
    String check = "export PIP_SNAPSHOT_DATE=$(cat snapshot-date); ";
    assertThat(job.sh(check + "snapshot-fetch --check pins.json -r requirements.txt").out())
        .startsWith("holds ");
    assertThat(job.sh("snapshot-fetch --check pins.json").out().lines()).hasSize(1);

    Outcome again = job.sh("sh renew.sh 2021-07-02; git rev-list --count HEAD");

    assertThat(again.out()).as(again.err()).endsWith("2\n");
    assertThat(job.sh("git status --porcelain").out()).isEmpty();
  }

  /** Gives the pin another hash, and returns its key. */
  private String falsify() throws IOException {
    Path pins = job.checkout().resolve("pins.json");
    String text = Files.readString(pins);
    Files.writeString(pins, text.replaceFirst("sha256-[^\"]*", OTHER_HASH));
    var key = Pattern.compile("\"([0-9a-f]{64})\"").matcher(text);
    assertThat(key.find()).isTrue();
    return key.group(1);
  }

  private Outcome action(Map<String, String> given) throws Exception {
    Map<String, String> inputs = new TreeMap<>(given);
    inputs.putIfAbsent("package", wheel.toString());
    return action.run(job, inputs, shared);
  }

  /**
   * Runs both scripts in one shell, as GitLab's runner does: in bash, or in sh where there is none.
   */
  private Outcome template(String arguments, boolean bash) throws Exception {
    YamlMapping template = YamlMapping.read(TEMPLATE);
    List<String> prepare = template.mapping(".pip-snapshot").texts("before_script");
    List<String> check = template.mapping(".pip-snapshot-check").texts("script");
    job.with("CI_PROJECT_DIR", job.checkout());
    job.with("PACKAGE", wheel).with("PINS", "pins.json").with("ARGUMENTS", arguments);
    String script =
        Stream.concat(prepare.stream(), check.stream())
            .collect(Collectors.joining("\n"))
            .replace("/tmp/pip-snapshot", shared.resolve("gitlab").toString());
    return bash ? job.bash(script, Map.of()) : job.sh(script);
  }
}
