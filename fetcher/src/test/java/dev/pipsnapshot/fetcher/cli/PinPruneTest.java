package dev.pipsnapshot.fetcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.cli.CommandRunner;
import dev.pipsnapshot.cli.ExitStatus;
import dev.pipsnapshot.fetcher.pin.PinEntry;
import dev.pipsnapshot.fetcher.pin.PinEntry.Pin;
import dev.pipsnapshot.fetcher.pin.PinFile;
import dev.pipsnapshot.fetcher.pin.PinInputs;
import dev.pipsnapshot.fetcher.pin.PinnedPython;
import dev.pipsnapshot.fetcher.pin.SamplePins;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No Python is there to be asked, and no index. */
class PinPruneTest {
  private static final Pin SIX = SamplePins.pin("hash of six", "six>=1");
  private static final Pin FLASK = SamplePins.pin("hash of flask", "-r {", "flask", "}");
  private static final Pin SIX_ELSEWHERE =
      new Pin(
          FLASK.hash(),
          new PinInputs(
              SIX.inputs().request(),
              new PinnedPython("pypy", "3.9", "aarch64-linux", new PipVersion("21.0"))));

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path pins;
  private Path requests;

  @BeforeEach
  void pin() throws Exception {
    environment.put("HOME", folder.toString());
    environment.put("PIP_CONFIG_FILE", "/dev/null");
    environment.put("PIP_SNAPSHOT_PYTHON", folder.resolve("no-python").toString());
    pins = folder.resolve("pins.json");
    requests = folder.resolve("fetches.txt");
    for (Pin pin : List.of(SIX, FLASK, SIX_ELSEWHERE)) {
      new PinFile(pins).put(pin);
    }
  }

  @Test
  void whatNobodyAsksForIsDroppedAndNamed() throws Exception {
    asked("# as in CI", "", "--date 2021-05-01 \\", "  'six>=1' -d wheels --json # the only one");

    assertThat(prune()).as(err.toString()).isEqualTo(ExitStatus.OK.code());

    assertThat(new PinFile(pins).entries()).containsExactlyInAnyOrder(SIX, SIX_ELSEWHERE);
    assertThat(out.toString().strip()).isEqualTo("1");
    assertThat(err.toString()).contains(FLASK.key(), FLASK.inputs().label());
    assertThat(err.toString()).doesNotContain(SIX.key(), SIX_ELSEWHERE.key());
  }

  @Test
  void whatAnyLineAsksForIsKept() throws Exception {
    Path requirements = Files.writeString(folder.resolve("a file.txt"), "flask\n");
    asked("--date 2021-05-01 'six>=1'", "--date=2021-05-01 -r '" + requirements + "' --pin x.json");
    String before = Files.readString(pins);

    assertThat(prune("--json")).as(err.toString()).isEqualTo(ExitStatus.OK.code());

    assertThat(pins).hasContent(before);
    assertThat(out.toString()).contains("\"dropped\" : [ ]", SIX.key(), FLASK.key());
  }

  @Test
  void anythingElseThatIsOtherwiseIsAnotherRequest() throws Exception {
    asked(
        "--date 2021-05-02 six>=1",
        "--date 2021-05-01 --pre six>=1",
        "--date 2021-05-01 --with-build-requires six>=1",
        "--date 2021-05-01 --index-url https://index.example/simple/ six>=1",
        "--date 2021-05-01 six>=1 flask");

    assertThat(prune()).as(err.toString()).isEqualTo(ExitStatus.OK.code());

    assertThat(new PinFile(pins).entries()).isEmpty();
    assertThat(out.toString().strip()).isEqualTo("3");
  }

  @Test
  void linesTakeFromTheEnvironmentWhatAFetchTakes() throws Exception {
    environment.put("PIP_SNAPSHOT_DATE", "2021-05-01");
    environment.put("PIP_SNAPSHOT_ALLOW_DIRECT_HOST", "files.example");
    asked("six>=1");

    assertThat(prune()).as(err.toString()).isEqualTo(ExitStatus.OK.code());

    assertThat(new PinFile(pins).entries()).as("a direct host is an input").isEmpty();
  }

  @Test
  void whatCannotBeReadIsKeptAndTold() throws Exception {
    Files.writeString(pins, Files.readString(pins).replace("\"flask\"", "\"edited\""));
    asked("--date 2021-05-01 six>=1");

    assertThat(prune()).as(err.toString()).isEqualTo(ExitStatus.OK.code());

    assertThat(new PinFile(pins).entries())
        .extracting(PinEntry::key)
        .containsExactlyInAnyOrder(SIX.key(), SIX_ELSEWHERE.key(), FLASK.key());
    assertThat(out.toString().strip()).isEqualTo("0");
    assertThat(err.toString()).contains(FLASK.key(), "it is kept: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# nothing\n"})
  void aFileWithoutRequestsIsRefused(String content) throws Exception {
    Files.writeString(requests, content);

    refused("every pin would be dropped");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "six>=1",
        "--date 2021-05-01",
        "--date 2021-05-01 'six",
        "--date 2021-05-01 --no-such-option six",
        "--date 2021-05-01 -r missing.txt",
        "--date 2999-01-01 six",
        "--date someday six",
        "--date 2021-05-01 --date-for six",
        "--date 2021-05-01 --group a\u0000b:c",
        "--date 2021-05-01 six && true",
        "--date $DATE six",
        "--date 2021-05-01 six==`cat version`",
        "--date 2021-05-01 --extra-index nonsense six",
        "snapshot-fetch --date 2021-05-01 six",
        "download --date 2021-05-01 six flask",
        "--from-lock pylock.toml -d out",
        "--prune pins.json --requests fetches.txt",
        "--help"
      })
  void aLineThatIsNoFetchIsNamedAndNothingIsDropped(String line) throws Exception {
    asked("--date 2021-05-01 flask", line);

    refused(requests + ", line 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-d out", "--date 2021-05-01", "six", "--check x.json", "--from-lock x", "--pre"})
  void whatMeansNothingBesidesItIsRefused(String words) throws Exception {
    asked("--date 2021-05-01 six");

    refused("--prune takes no ", words.split(" "));
  }

  @Test
  void itNeedsAFileOfRequestsAndThatNeedsIt() {
    assertThat(run("--prune", pins.toString())).isEqualTo(ExitStatus.USAGE.code());
    assertThat(run("--requests", pins.toString(), "--from-lock", "pylock.toml"))
        .isEqualTo(ExitStatus.USAGE.code());
    assertThat(err.toString().split("--prune and --requests go together", -1)).hasSize(3);
  }

  private void refused(String why, String... besides) throws Exception {
    String before = Files.readString(pins);

    assertThat(prune(besides)).isEqualTo(ExitStatus.USAGE.code());

    assertThat(err.toString()).contains(why);
    assertThat(pins).hasContent(before);
  }

  private void asked(String... lines) throws Exception {
    Files.write(requests, List.of(lines));
  }

  private int prune(String... besides) {
    List<String> words =
        new ArrayList<>(List.of("--prune", pins.toString(), "--requests", requests.toString()));
    words.addAll(List.of(besides));
    return run(words.toArray(String[]::new));
  }

  private int run(String... words) {
    var runner = new CommandRunner(environment);
    var line = runner.commandLine(new FetchCommand(environment, Clock.systemUTC()));
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return runner.execute(line, words);
  }
}
