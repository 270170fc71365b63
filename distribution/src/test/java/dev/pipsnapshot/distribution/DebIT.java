package dev.pipsnapshot.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package of the installation, unpacked. */
final class DebIT {
  private static final Path INSTALLATION = Path.of("target", "pip-snapshot").toAbsolutePath();
  private static final Path MAKER = Path.of("deb.py").toAbsolutePath();
  private static final Path SETTINGS = Path.of("src/main/deb/pip-snapshot.default");
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  @TempDir private Path scratch;
  private Sandbox sandbox;

  @BeforeEach
  void prepareSandbox() throws IOException {
    sandbox = new Sandbox(scratch.resolve("sand box")).with("JAVA_HOME", JAVA_HOME);
  }

  @Test
  void isTheSameWhereverItIsMade() throws Exception {
    Path deb = debOf(INSTALLATION, Files.createDirectory(scratch.resolve("one")));
    Path copy = Sandbox.copy(INSTALLATION, scratch.resolve("elsewhere"));
    Files.setLastModifiedTime(copy.resolve("LICENSE"), FileTime.from(Instant.EPOCH));

    assertThat(debOf(copy, Files.createDirectory(scratch.resolve("two"))))
        .hasSameBinaryContentAs(deb);
  }

  @Test
  void holdsEachCommandWithItsPageAndCompletions() throws Exception {
    Path root = unpacked();
    try (Stream<Path> commands = Files.list(INSTALLATION.resolve("bin"))) {
      for (Path command : commands.toList()) {
        String name = command.getFileName().toString();
        assertThat(sandbox.run(root.resolve("usr/bin/" + name), "--version").out())
            .startsWith(name + " ");
        assertThat(root.resolve("usr/share/man/man1/" + name + ".1.gz")).exists();
        assertThat(root.resolve("usr/share/bash-completion/completions/" + name)).exists();
        assertThat(root.resolve("usr/share/zsh/vendor-completions/_" + name)).exists();
      }
    }
  }

  /** The files that a training run reads lie elsewhere than in the directory, some of them. */
  @Test
  void makesAStartUpArchiveToo() throws Exception {
    Path command = unpacked().resolve("usr/bin/snapshot-hash");
    Path cache = scratch.resolve("cache");
    sandbox.with("XDG_CACHE_HOME", cache).with("PIP_SNAPSHOT_CDS", "wait");

    assertThat(sandbox.run(command, "--version").status()).isZero();

    try (Stream<Path> files = Files.walk(cache)) {
      assertThat(files.filter(Files::isRegularFile)).singleElement().asString().endsWith(".jsa");
    }
  }

  @Test
  void itsServiceRunsACommandThatIsThereWithOptionsThatItTakes() throws Exception {
    Path root = unpacked();
    String unit = Files.readString(root.resolve("usr/lib/systemd/system/pip-snapshot.service"));
    String[] line = first("(?m)^ExecStart=/(.*)$", unit).split(" ", -1);
    String help = sandbox.run(root.resolve(line[0]), "--help").out();

    assertThat(help).contains(line[1].replaceFirst("=.*", "="));
    for (String setting : Files.readAllLines(SETTINGS)) {
      if (setting.startsWith("#PIP_SNAPSHOT_")) {
        String variable = first("#PIP_SNAPSHOT_([A-Z_]+)=", setting);
        assertThat(help).contains("--" + variable.toLowerCase(Locale.ROOT).replace('_', '-') + "=");
      }
    }
    assertThat(unit).contains("User=pip-snapshot\n");
    assertThat(root.resolve("usr/lib/sysusers.d/pip-snapshot.conf"))
        .content()
        .startsWith("u pip-snapshot ");
  }

  private Path unpacked() throws Exception {
    boolean isThere = Files.isExecutable(Path.of("/usr/bin/dpkg-deb"));
    if (!"true".equals(System.getenv("CI"))) {
      assumeThat(isThere).as("dpkg-deb").isTrue();
    }
    Path root = scratch.resolve("root");
    run("dpkg-deb", "-x", debOf(INSTALLATION, scratch), root);
    return root;
  }

  private static Path debOf(Path installation, Path directory) throws Exception {
    run("python3", MAKER, installation, "1.2.3-SNAPSHOT", "2026-01-01T00:00:00Z", directory);
    return directory.resolve("pip-snapshot_1.2.3~dev0_all.deb");
  }

  private static void run(Object... words) throws Exception {
    List<String> line = Stream.of(words).map(Object::toString).toList();
    var process =
        new ProcessBuilder(line)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    assertThat(process.start().waitFor()).as(line.toString()).isZero();
  }

  private static String first(String regex, String text) {
    var matcher = Pattern.compile(regex).matcher(text);
    assertThat(matcher.find()).as(regex).isTrue();
    return matcher.group(1);
  }
}
