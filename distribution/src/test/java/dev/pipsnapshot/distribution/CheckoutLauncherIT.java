package dev.pipsnapshot.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launchers of a checkout, with a shell script in the place of Maven. */
final class CheckoutLauncherIT {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final String BUILDING =
      "snapshot-hash: building pip-snapshot (only when its sources have changed)\n";
  private static final Outcome RAN = new Outcome(0, "ran\n", "");
  private static final Outcome BUILT_AND_RAN = new Outcome(0, "ran\n", BUILDING);

  @TempDir private Path scratch;
  private Path checkout;
  private Path source;
  private Path mavenLog;
  private Sandbox sandbox;

  @BeforeEach
  void prepareCheckout() throws IOException {
    checkout = scratch.resolve("check out");
    Sandbox.copy(REPOSITORY.resolve("bin"), checkout.resolve("bin"));
    Sandbox.copy(
        REPOSITORY.resolve("distribution/src/main/sh"),
        checkout.resolve("distribution/src/main/sh"));
    for (String directory : List.of(".mvn", "hasher/src/main", "proxy", "fetcher")) {
      Files.createDirectories(checkout.resolve(directory));
    }
    Files.createFile(checkout.resolve("LICENSE"));
    Files.createFile(checkout.resolve("pom.xml"));
    source = Files.createFile(checkout.resolve("hasher/src/main/Source.java"));
    mavenLog = scratch.resolve("maven.log");
    sandbox = new Sandbox(scratch.resolve("sand box"));
    sandbox.with("JAVA_HOME", sandbox.jdk("17.0.2", "exit 1"));
  }

  /** Maven as far as a launcher sees it: makes the command, and the mark as old as its start. */
  private void installMaven(String version) throws IOException {
    sandbox.addTool(
        "mvn",
        "[ \"$1\" != -v ] || { echo 'Apache Maven " + version + "'; exit; }",
        "cat",
        "echo built >>" + mavenLog,
        "mkdir -p distribution/target/pip-snapshot/bin",
        "touch distribution/target/built",
        "printf '#!/bin/sh\\necho ran \"$@\"\\n' >distribution/target/pip-snapshot/bin/snapshot-hash",
        "exec chmod +x distribution/target/pip-snapshot/bin/snapshot-hash");
  }

  private Outcome call() throws Exception {
    return sandbox.run(checkout.resolve("bin/snapshot-hash"));
  }

  @Test
  void buildsOnTheFirstCallAndStartsAtOnceAfterwards() throws Exception {
    installMaven("3.8.7");
    assertThat(call()).isEqualTo(BUILT_AND_RAN);
    assertThat(call()).isEqualTo(RAN);
  }

  @Test
  void buildsAgainWhenASourceChangedOrVanished() throws Exception {
    installMaven("3.10.0");
    call();
    settle();
    assertThat(call()).isEqualTo(RAN);
    Files.writeString(source, "changed");
    assertThat(call()).isEqualTo(BUILT_AND_RAN);
    settle();
    Files.delete(source);
    assertThat(call()).isEqualTo(BUILT_AND_RAN);
  }

  /** Makes everything an hour old, and the build half an hour: no clock tick decides the test. */
  private void settle() throws IOException {
    Instant now = Instant.now();
    try (Stream<Path> files = Files.walk(checkout)) {
      for (Path file : files.filter(path -> !Files.isSymbolicLink(path)).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(now.minus(Duration.ofHours(1))));
      }
    }
    Files.setLastModifiedTime(
        checkout.resolve("distribution/target/built"),
        FileTime.from(now.minus(Duration.ofMinutes(30))));
  }

  @Test
  void runsThroughALinkOfAnotherName() throws Exception {
    installMaven("4.0.0");
    Path link =
        Files.createSymbolicLink(scratch.resolve("h"), checkout.resolve("bin/snapshot-hash"));
    assertThat(sandbox.in(scratch).run(link)).isEqualTo(BUILT_AND_RAN);
  }

  @Test
  void buildsOnceForSeveralFirstCalls() throws Exception {
    installMaven("3.8.7");
    var first = sandbox.start(checkout.resolve("bin/snapshot-hash"));
    var second = sandbox.start(checkout.resolve("bin/snapshot-hash"));
    assertThat(List.of(Sandbox.outcome(first), Sandbox.outcome(second)))
        .allSatisfy(outcome -> assertThat(outcome.out()).isEqualTo("ran\n"));
    assertThat(mavenLog).hasContent("built");
  }

  @Test
  void takesOverTheLockOfALauncherThatDied() throws Exception {
    installMaven("3.8.7");
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectories(checkout.resolve("target"));
    Files.createSymbolicLink(
        checkout.resolve("target/launcher.lock"), Path.of(String.valueOf(dead.pid())));
    assertThat(call()).isEqualTo(BUILT_AND_RAN);
  }

  @Test
  void endsWhereItCannotMakeItsLock() throws Exception {
    installMaven("3.8.7");
    sandbox.addTool("ln", "echo 'ln: target/launcher.lock: No space left on device' >&2; exit 1");
    Outcome full = call();
    assertThat(full.status()).isEqualTo(126);
    assertThat(full.err())
        .startsWith("snapshot-hash: cannot build in " + checkout + ": ")
        .endsWith("No space left on device\n");

    Files.delete(checkout.resolve("target"));
    Files.createFile(checkout.resolve("target"));
    Outcome obstructed = call();
    assertThat(obstructed.status()).isEqualTo(126);
    assertThat(obstructed.err()).endsWith("snapshot-hash: cannot build in " + checkout + "\n");
    assertThat(mavenLog).doesNotExist();
  }

  @Test
  void endsWhereSomethingIsInTheWayOfItsLock() throws Exception {
    installMaven("3.8.7");
    Path lock = Files.createDirectories(checkout.resolve("target")).resolve("launcher.lock");
    Files.createFile(lock);

    assertThat(call())
        .isEqualTo(
            new Outcome(126, "", "snapshot-hash: cannot build: " + lock + " is in the way\n"));
  }

  @Test
  void showsWhatMavenSaysWhenTheBuildFails() throws Exception {
    sandbox.addTool(
        "mvn",
        "[ \"$1\" != -v ] || { echo 'Apache Maven 3.9.9'; exit; }",
        "echo '[ERROR] cannot find symbol'; exit 1");
    assertThat(call())
        .isEqualTo(
            new Outcome(
                126,
                "",
                BUILDING + "[ERROR] cannot find symbol\nsnapshot-hash: the build failed\n"));
    assertThat(checkout.resolve("target/launcher.lock")).doesNotExist();
  }

  @Test
  void namesThePackageWhenMavenIsMissingOrTooOld() throws Exception {
    assertThat(call().err())
        .isEqualTo(
            "snapshot-hash: Maven 3.8.7 or newer is needed (Debian: apt-get install -y maven);"
                + " there is no mvn in PATH\n");
    installMaven("3.6.3");
    Outcome old = call();
    assertThat(old.status()).isEqualTo(127);
    assertThat(old.err()).endsWith("mvn is version 3.6.3\n").hasLineCount(1);
  }

  @Test
  void namesThePackageWhenJavaHasNoCompiler() throws Exception {
    installMaven("3.8.7");
    Path jre = sandbox.jdk("21", "exit 1");
    Files.delete(jre.resolve("bin/javac"));
    assertThat(sandbox.with("JAVA_HOME", jre).run(checkout.resolve("bin/snapshot-hash")).err())
        .contains("apt-get install -y default-jdk-headless", "has no compiler")
        .hasLineCount(1);
  }
}
