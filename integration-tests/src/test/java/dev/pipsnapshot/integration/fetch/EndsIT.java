package dev.pipsnapshot.integration.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.DrivenPip;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.Namespace;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.RequiredTool;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Fault;
import dev.pipsnapshot.integration.support.http.Gate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fetch that does not come to its end, and what it leaves. */
class EndsIT {
  private static final String WHEEL = "app-1.0-py3-none-any.whl";
  private static final int BALLAST = 1 << 20;
  private static final int NO_SOLUTION = 3;
  private static final int OUTPUT = 6;
  private static final int HUNG_UP = 129;
  private static final int INTERRUPTED = 130;

  private final FixtureIndex index =
      FixtureIndex.start()
          .publish("2020-01-01T00:00:00Z", WheelFile.of("app", "1.0").withBallast(BALLAST));
  private final Gate gate = new Gate();

  @TempDir private Path folder;

  EndsIT() {
    DrivenPip.publishAll(index, "2020-01-01T00:00:00Z");
  }

  @AfterEach
  void stop() {
    gate.close();
    index.close();
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptedOneLeavesNothing(DrivenPip pip) throws Exception {
    index.breakFile(WHEEL, Fault.heldAfter(BALLAST / 2, gate));
    Path parent = Files.createDirectory(folder.resolve("parent"));
    try (var fetch = fetch(parent).pip(pip).start()) {
      gate.awaitReached();
      List<ProcessHandle> children = fetch.awaitPip();

      assertThat(fetch.interrupt().exitCode()).isEqualTo(INTERRUPTED);

      assertThat(children).hasSizeGreaterThan(1);
      FetchProcess.awaitEnd(children);
      assertThat(parent).isEmptyDirectory();
    }
  }

  @Test
  void anInterruptedOneOnATerminalLeavesNothingAndSaysWhatIsKept() throws Exception {
    index.breakFile(WHEEL, Fault.heldAfter(BALLAST / 2, gate));
    Path parent = Files.createDirectory(folder.resolve("parent"));
    try (var fetch = fetch(parent).onTerminal().start()) {
      gate.awaitReached();
      List<ProcessHandle> children = fetch.awaitPip();

      assertThat(fetch.interruptOnTerminal().exitCode()).isEqualTo(INTERRUPTED);

      FetchProcess.awaitEnd(children);
      assertThat(fetch.log()).contains("decides", "kept in the cache");
      assertThat(parent).isEmptyDirectory();
    }
  }

  @Test
  void anInterruptedCheckLeavesNothingInTheTemporaryDirectory() throws Exception {
    Path pins = folder.resolve("pins.json");
    Path parent = Files.createDirectory(folder.resolve("parent"));
    fetch(parent).with("--pin", pins).run().assertSucceeded();
    index.breakFile(WHEEL, Fault.heldAfter(BALLAST / 2, gate));
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    try (var check =
        FetchProcess.from(index.url(), folder.resolve("another-cache"))
            .with("--check", pins)
            .env("JAVA_TOOL_OPTIONS", "-XX:-UsePerfData -Djava.io.tmpdir=" + temporary)
            .start()) {
      gate.awaitReached();

      assertThat(check.interrupt().exitCode()).isEqualTo(INTERRUPTED);

      assertThat(temporary).isEmptyDirectory();
    }
  }

  @Test
  void theEndOfItsTerminalLeavesNothing() throws Exception {
    index.breakFile(WHEEL, Fault.heldAfter(BALLAST / 2, gate));
    Path parent = Files.createDirectory(folder.resolve("parent"));
    try (var fetch = fetch(parent).inSessionOfItsOwn().start()) {
      gate.awaitReached();
      List<ProcessHandle> children = fetch.awaitPip();

      assertThat(fetch.hangUp().exitCode()).isEqualTo(HUNG_UP);

      assertThat(children).hasSizeGreaterThan(1);
      FetchProcess.awaitEnd(children);
      assertThat(parent).isEmptyDirectory();
    }
  }

  @Test
  void oneThatIsAtWorkKeepsOthersFromItsDirectory() throws Exception {
    index.breakFile(WHEEL, 1, Fault.heldAfter(BALLAST / 2, gate));
    Path parent = Files.createDirectory(folder.resolve("parent"));
    try (var first = fetch(parent).start()) {
      gate.awaitReached();

      for (int attempt = 0; attempt < 2; attempt++) {
        ProcessOutcome second = fetch(parent).run();
        assertThat(second.exitCode()).as(second.output()).isEqualTo(OUTPUT);
        assertThat(second.stderr()).contains("another fetch is at work on");
      }
      gate.open();

      assertThat(first.exitCode()).isZero();
    }
    assertThat(parent.resolve("dest").toFile().list()).containsExactly(WHEEL);
  }

  @ParameterizedTest
  @EnumSource
  void aKilledOneLeavesNoProcessAndNothingThatTheNextDoesNotClean(DrivenPip pip) throws Exception {
    index.breakFile(WHEEL, 1, Fault.heldAfter(BALLAST / 2, gate));
    Path parent = Files.createDirectory(folder.resolve("parent"));
    try (var fetch = fetch(parent).pip(pip).start()) {
      gate.awaitReached();
      List<ProcessHandle> children = fetch.awaitPip();

      fetch.kill().exitCode();

      assertThat(children).hasSizeGreaterThan(1);
      FetchProcess.awaitEnd(children);
    }
    assertThat(parent.toFile().list()).isNotEmpty().doesNotContain("dest");

    fetch(parent).pip(pip).run().assertSucceeded();
    assertThat(parent.toFile().list()).containsExactly("dest");
    assertThat(parent.resolve("dest").toFile().list()).containsExactly(WHEEL);
  }

  @ParameterizedTest
  @EnumSource
  void aKilledPipIsToldApartFromOneThatFoundNoSolution(DrivenPip pip) throws Exception {
    index.breakFile(WHEEL, Fault.heldAfter(BALLAST / 2, gate));
    Path parent = Files.createDirectory(folder.resolve("parent"));
    try (var fetch = fetch(parent).pip(pip).start()) {
      gate.awaitReached();

      fetch.awaitPipItself().destroyForcibly();

      assertThat(fetch.exitCode()).isEqualTo(NO_SOLUTION);
      assertThat(fetch.log()).contains("pip was ended by signal 9");
      assertThat(parent).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFullDiskIsNamedAndLeftAsItWas(DrivenPip pip) throws Exception {
    Path parent = Files.createDirectory(folder.resolve("parent"));

    ProcessOutcome full =
        fetch(parent).pip(pip).inside(Namespace.withSmallDisk(parent, "512k", ":")).run();

    assertThat(full.exitCode()).as(full.output()).isEqualTo(OUTPUT);
    assertThat(full.stderr()).contains("No space left on device");
    assertThat(full.stdout()).as("what is left").isEmpty();
  }

  @Test
  void aReplacementThatWasKilledHalfWayIsTakenBackByTheNext() throws Exception {
    Path parent = Files.createDirectory(folder.resolve("parent"));
    Path dest = Files.createDirectory(parent.resolve("dest"));
    Files.writeString(dest.resolve("old-1.0.tar.gz"), "text");

    ProcessOutcome killed =
        fetch(parent)
            .with("--force")
            .inside(killedAtTheMoveOf(parent.resolve(".dest.pip-snapshot/staging")))
            .run();
    assertThat(killed.stdout()).as("the hash is printed last").isEmpty();
    assertThat(dest).as("moved away, and nothing in its place").doesNotExist();

    ProcessOutcome refused = fetch(parent).run();
    assertThat(refused.exitCode()).as(refused.output()).isEqualTo(OUTPUT);
    assertThat(dest.resolve("old-1.0.tar.gz")).hasContent("text");
    assertThat(parent.toFile().list()).containsExactly("dest");
  }

  /** Instead of moving the finished directory into place, the process dies. */
  private static List<String> killedAtTheMoveOf(Path staging) {
    return List.of(
        RequiredTool.onPath("strace").toString(),
        "-fqq",
        "-o",
        "/dev/null",
        "-P",
        staging.toString(),
        "-e",
        "inject=rename,renameat,renameat2:error=EIO:signal=KILL");
  }

  private FetchProcess.Starter fetch(Path parent) {
    return FetchProcess.from(index.url(), folder.resolve("cache"))
        .date("2020-06-01")
        .dest(parent.resolve("dest"))
        .with("app");
  }
}
