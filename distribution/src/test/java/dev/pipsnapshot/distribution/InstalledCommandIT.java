package dev.pipsnapshot.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as installed, with shell scripts in the place of Java where its flags matter. */
final class InstalledCommandIT {
  private static final Path INSTALLATION = Path.of("target", "pip-snapshot").toAbsolutePath();
  private static final Path HASH = INSTALLATION.resolve("bin/snapshot-hash");

  @TempDir private Path scratch;
  private Sandbox sandbox;

  @BeforeEach
  void prepareSandbox() throws IOException {
    sandbox = new Sandbox(scratch.resolve("sand box"));
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
  void saysItsVersionInWhateverWayItIsAsked(String command) throws Exception {
    Path installed = INSTALLATION.resolve("bin").resolve(command);
    sandbox.with("JAVA_HOME", System.getProperty("java.home"));

    Outcome version = sandbox.run(installed, "--version");

    assertThat(version.out()).matches(command + " \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
    assertThat(version.err()).isEmpty();
    assertThat(sandbox.run(installed, "-V")).isEqualTo(version);
    assertThat(sandbox.run(installed, "-q", "--version")).isEqualTo(version);
  }

  @Test
  void hashesWithoutHomeOrLocale() throws Exception {
    // Made by the shell: in a locale without an umlaut this JVM cannot name it.
    Outcome outcome =
        sandbox
            .with("JAVA_HOME", System.getProperty("java.home"))
            .in(scratch)
            .run(
                "/bin/sh",
                "-c",
                "five=$(printf 'f\\303\\274nf'); echo 5 >\"$five\"; exec \"$0\" \"$five\"",
                HASH.toString());
    assertThat(outcome)
        .isEqualTo(new Outcome(0, "sha256-n/olzWiDWI+VGfnl59RkJU/FPhQnAIMi3M64t0pM6bA=\n", ""));
  }

  @Test
  void startsTheSameWithTheArchiveThatItsFirstRunMade() throws Exception {
    Path cache = scratch.resolve("cache");
    Outcome first = runAfterMakingTheArchiveIn(cache);
    List<Path> archives = files(cache);
    sandbox.with("PIP_SNAPSHOT_JAVA_OPTS", "-Xshare:on");
    assertThat(sandbox.run(HASH, "--version")).isEqualTo(first);
    assertThat(first.status()).isZero();
    assertThat(archives).singleElement().asString().endsWith(".jsa");
    assertThat(files(cache)).isEqualTo(archives);
  }

  @Test
  void mapsNoArchiveThatBelongsToSomebodyElse() throws Exception {
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
    }
    Path cache = scratch.resolve("cache");
    runAfterMakingTheArchiveIn(cache);
    Path archive = files(cache).get(0);
    sandbox.with("PIP_SNAPSHOT_JAVA_OPTS", "-XX:+PrintCommandLineFlags");
    assertThat(sandbox.run(HASH, "--version").err()).contains("SharedArchiveFile=" + archive);

    Files.setAttribute(archive, "unix:uid", 1);
    assertThat(sandbox.run(HASH, "--version").status()).isZero();
    assertThat(Files.getAttribute(archive, "unix:uid")).as("made anew").isEqualTo(0);

    Files.setAttribute(archive.getParent(), "unix:uid", 1);
    Outcome outcome = sandbox.run(HASH, "--version");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).doesNotContain("SharedArchiveFile=" + archive);
  }

  private Outcome runAfterMakingTheArchiveIn(Path cache) throws Exception {
    sandbox
        .with("JAVA_HOME", System.getProperty("java.home"))
        .with("XDG_CACHE_HOME", cache)
        .with("PIP_SNAPSHOT_CDS", "wait");
    return sandbox.run(HASH, "--version");
  }

  /** A writer on the first pipe ends the making of the archive, a reader on the second sees it. */
  @Test
  void doesNotWaitForTheArchiveThatItsFirstRunHasMade() throws Exception {
    Path goOn = pipe("go on");
    Path gone = pipe("gone");
    sandbox
        .with("XDG_CACHE_HOME", scratch.resolve("cache"))
        .with(
            "JAVA_HOME",
            sandbox.jdk(
                "17.0.2",
                "case \"$*\" in",
                "  *DumpLoadedClassList*) cat '" + goOn + "' ;;",
                "  *-Xshare:dump*) echo \"$@\" >'" + gone + "'; exit 1 ;;",
                "  *) echo ran ;;",
                "esac"));

    assertThat(sandbox.run(HASH)).isEqualTo(new Outcome(0, "ran\n", ""));

    Files.writeString(goOn, "");
    assertThat(Files.readString(gone)).contains("-XX:SharedArchiveFile=");
  }

  private Path pipe(String name) throws Exception {
    Path pipe = scratch.resolve(name);
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  @Test
  void startsTheSameWithAnArchiveThatIsDamaged() throws Exception {
    Path cache = scratch.resolve("cache");
    Outcome first = runAfterMakingTheArchiveIn(cache);
    Path archive = files(cache).get(0);
    byte[] half = Arrays.copyOf(Files.readAllBytes(archive), (int) Files.size(archive) / 2);
    for (byte[] damaged : List.of(half, new byte[0], "no archive".getBytes(UTF_8))) {
      Files.delete(archive);
      Files.write(archive, damaged);
      assertThat(sandbox.run(HASH, "--version")).isEqualTo(first);
    }
    assertThat(first.status()).isZero();
  }

  @Test
  void startsTheSameWhereNothingCanBeKept() throws Exception {
    Path file = Files.createFile(scratch.resolve("file"));
    sandbox.with("JAVA_HOME", System.getProperty("java.home")).with("XDG_CACHE_HOME", file);

    Outcome outcome = sandbox.run(HASH, "--version");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void runsThroughRelativeLinksFromAnyDirectory() throws Exception {
    Path copy = Sandbox.copy(INSTALLATION, scratch.resolve("opt/pip snapshot 1"));
    Files.createSymbolicLink(scratch.resolve("opt/current"), Path.of("pip snapshot 1"));
    Path bin = Files.createDirectories(scratch.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("sh ash"), Path.of("../opt/current/bin/snapshot-hash"));
    Files.createSymbolicLink(scratch.resolve("h"), bin.resolve("sh ash"));
    sandbox.with("JAVA_HOME", sandbox.jdk("17.0.2", "printf '%s\\n' \"$@\"")).in(bin);

    Outcome outcome = sandbox.run("../h", "an argument", "*");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .containsPattern(
            "(?m)^-cp\n"
                + copy.toRealPath()
                + "/lib/hasher-[^/]*\\.jar\ndev\\.[A-Za-z.]+\nan argument\n\\*$");
  }

  @Test
  void takesJavaFromPathAndLeavesTheInstallationAlone() throws Exception {
    Path copy = Sandbox.copy(INSTALLATION, scratch.resolve("copy"));
    List<Path> before = files(copy);
    Path jdk = sandbox.jdk("25", "echo ran; exit 5");
    Files.createSymbolicLink(scratch.resolve("sand box/tools/java"), jdk.resolve("bin/java"));
    sandbox.with("HOME", scratch.resolve("nobody"));

    assertThat(sandbox.run(copy.resolve("bin/snapshot-hash")))
        .isEqualTo(new Outcome(5, "ran\n", ""));
    assertThat(files(copy)).isEqualTo(before);
  }

  @Test
  void triesOnceToMakeAnArchiveAndDoesWithoutWhenThatFails() throws Exception {
    Path log = scratch.resolve("log");
    Path failed = pipe("failed");
    sandbox
        .with("HOME", scratch)
        .with(
            "JAVA_HOME",
            sandbox.jdk(
                "17.0.2",
                "case \"$*\" in",
                "  *DumpLoadedClassList*) echo train >>"
                    + log
                    + "; echo >"
                    + failed
                    + "; exit 1 ;;",
                "  *SharedArchiveFile*) echo archive ;;",
                "esac",
                "echo ran"));
    for (int run = 0; run < 3; run++) {
      assertThat(sandbox.run(HASH)).isEqualTo(new Outcome(0, "ran\n", ""));
    }
    assertThat(failed).isReadable().content().isEqualTo("\n");
    assertThat(log).hasContent("train");
  }

  @Test
  void triesAgainWhenAskedTo() throws Exception {
    Path log = scratch.resolve("log");
    sandbox
        .with("HOME", scratch)
        .with("PIP_SNAPSHOT_CDS", "wait")
        .with(
            "JAVA_HOME",
            sandbox.jdk(
                "17.0.2",
                "case \"$*\" in",
                "  *DumpLoadedClassList*) echo train >>" + log + "; exit 1 ;;",
                "esac",
                "echo ran"));
    for (int run = 0; run < 2; run++) {
      assertThat(sandbox.run(HASH)).isEqualTo(new Outcome(0, "ran\n", ""));
    }
    assertThat(log).hasContent("train\ntrain");
  }

  @Test
  void startsWhereTheMarkOfAnAttemptCannotBeRemoved() throws Exception {
    sandbox
        .with("HOME", scratch)
        .with("PIP_SNAPSHOT_CDS", "wait")
        .with("JAVA_HOME", sandbox.jdk("17.0.2", "echo ran"))
        .addTool("rm", "echo 'rm: Read-only file system' >&2; exit 1");

    for (int run = 0; run < 2; run++) {
      assertThat(sandbox.run(HASH)).isEqualTo(new Outcome(0, "ran\n", ""));
    }
  }

  @Test
  void makesNoHomeDirectoryWhereThereIsNone() throws Exception {
    Path home = scratch.resolve("homeless-shelter");
    sandbox.with("JAVA_HOME", System.getProperty("java.home")).with("HOME", home);

    assertThat(sandbox.run(HASH, "--version").status()).isZero();
    assertThat(home).doesNotExist();
  }

  /** Such a JDK ends with an error otherwise, although it is to ignore what it does not know. */
  @Test
  void startsTheServerWhereAFlagOfItsIsStillAnExperiment() throws Exception {
    sandbox.with("JAVA_HOME", sandbox.jdk("21.0.2", "echo \"$@\""));
    assertThat(sandbox.run(INSTALLATION.resolve("bin/snapshot-proxy")).out())
        .containsSubsequence("-XX:+UnlockExperimentalVMOptions", "-XX:TrimNativeHeapInterval=");
  }

  @Test
  void handsFurtherFlagsToTheJvmAfterItsOwn() throws Exception {
    sandbox.with("JAVA_HOME", sandbox.jdk("21.0.1", "echo \"$@\""));
    sandbox.with("PIP_SNAPSHOT_JAVA_OPTS", "-Xmx1g  -Dpattern=*");
    assertThat(sandbox.run(HASH, "-q").out())
        .matches("-XX:.* -Xmx64m .* -Xmx1g -Dpattern=\\* -cp .* -q\n");
  }

  @Test
  void namesThePackageWhenThereIsNoJava() throws Exception {
    assertThat(sandbox.run(HASH))
        .isEqualTo(
            new Outcome(
                127,
                "",
                "snapshot-hash: Java 17 or newer is needed (Debian: apt-get install -y"
                    + " default-jre-headless); there is no java in PATH\n"));
  }

  @Test
  void refusesAnOldJavaWithoutStartingIt() throws Exception {
    Path jdk = sandbox.jdk("11.0.22", "echo started");
    Outcome outcome = sandbox.with("JAVA_HOME", jdk).run(HASH);
    assertThat(outcome.status()).isEqualTo(127);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("Java 17 or newer", "is version 11.0.22").hasLineCount(1);
  }

  @Test
  void startsAJavaOnceWhoseBinIsALinkAsInNixpkgs() throws Exception {
    Path jdk = sandbox.jdk("21.0.1", "[ \"$1\" != -version ] || echo asked >&2", "echo \"$@\"");
    Path home = Files.createDirectory(scratch.resolve("home of java"));
    Files.createSymbolicLink(home.resolve("bin"), jdk.resolve("bin"));

    Outcome outcome = sandbox.with("JAVA_HOME", home).run(HASH, "-q");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).endsWith(" -q\n");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void takesTheJavaThatIsNamedForItBeforeThatOfJavaHome() throws Exception {
    Path java = sandbox.jdk("21.0.1", "echo named").resolve("bin/java");
    sandbox.with("JAVA_HOME", sandbox.jdk("17.0.2", "echo home"));

    assertThat(sandbox.with("PIP_SNAPSHOT_JAVA", java).run(HASH).out()).isEqualTo("named\n");

    Outcome outcome = sandbox.with("PIP_SNAPSHOT_JAVA", scratch).run(HASH);
    assertThat(outcome.status()).isEqualTo(127);
    assertThat(outcome.err()).endsWith("; PIP_SNAPSHOT_JAVA=" + scratch + " is no executable\n");
  }

  @Test
  void asksAJavaThatHasNoReleaseFile() throws Exception {
    Path jdk = sandbox.jdk("8", "echo 'java version \"1.8.0_402\"' >&2");
    Files.delete(jdk.resolve("release"));
    assertThat(sandbox.with("JAVA_HOME", jdk).run(HASH).err()).contains("is version 1.8.0_402");
  }

  @Test
  void completesOptionsInBash() throws Exception {
    Path script = INSTALLATION.resolve("completions/bash/snapshot-hash");
    Outcome outcome =
        sandbox.run(
            "/bin/bash",
            "-c",
            "source '"
                + script
                + "'; COMP_WORDS=(snapshot-hash --exp) COMP_CWORD=1;"
                + " _complete_snapshot-hash snapshot-hash --exp snapshot-hash; echo \"${COMPREPLY[@]}\"");
    assertThat(outcome.out()).contains("--expect");
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
