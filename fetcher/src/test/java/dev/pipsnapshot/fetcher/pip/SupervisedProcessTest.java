package dev.pipsnapshot.fetcher.pip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SupervisedProcessTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("PATH", System.getenv("PATH"));

  @TempDir Path directory;

  @Test
  void handsOverLinesOfBothStreamsAndTheExitCode() throws Exception {
    List<String> lines = new ArrayList<>();
    try (var process =
        start("import sys; print('out', flush=True); print('err', file=sys.stderr); sys.exit(7)")) {
      assertThat(process.await(lines::add)).isEqualTo(7);
    }
    assertThat(lines).containsExactly("out", "err");
  }

  @Test
  void givesNothingButTheEnvironmentThatItWasGiven() throws Exception {
    List<String> lines = new ArrayList<>();
    try (var process =
        start("import os; print(sorted(set(os.environ) - {'PATH', 'LC_CTYPE'}), os.getcwd())")) {
      process.await(lines::add);
    }
    assertThat(lines).containsExactly("[] " + directory.toRealPath());
  }

  @Test
  void tellsTheSignalThatEndedIt() throws Exception {
    try (var process = start("import os; os.kill(os.getpid(), 9)")) {
      assertThat(process.await(line -> {})).isEqualTo(128 + 9);
    }
  }

  @Test
  void closingEndsChildrenAlsoThoseInSessionsOfTheirOwn() throws Exception {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    var process =
        start(
            """
            import subprocess, sys, time
            sleep = [sys.executable, "-c", "import time; time.sleep(1000)"]
            children = [subprocess.Popen(sleep), subprocess.Popen(sleep, start_new_session=True)]
            print(*[child.pid for child in children], flush=True)
            time.sleep(1000)
            """);
    var reader = new Thread(() -> await(process, lines));
    reader.start();
    List<ProcessHandle> children = new ArrayList<>();
    for (String pid : List.of(lines.take().split(" ", -1))) {
      children.add(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
    }

    process.close();

    reader.join();
    assertThat(children).noneMatch(ProcessHandle::isAlive);
  }

  /** What the end of a terminal, Ctrl-\\ and Ctrl-C send to every process of the group. */
  @ParameterizedTest
  @ValueSource(strings = {"HUP", "QUIT", "INT"})
  void whatATerminalSendsToTheGroupIsLeftToUs(String signal) throws Exception {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    var process =
        start(
            """
            import os, time
            print(os.getppid(), os.getpid(), flush=True)
            time.sleep(1000)
            """);
    var reader = new Thread(() -> await(process, lines));
    reader.start();
    List<String> pids = List.of(lines.take().split(" ", -1));
    ProcessHandle child = ProcessHandle.of(Long.parseLong(pids.get(1))).orElseThrow();

    var kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pids.get(0)).start();
    assertThat(kill.waitFor()).isZero();
    process.close();

    assertThat(child.isAlive()).isFalse();
    reader.join();
  }

  @Test
  void leavesNoChildBehindThatOutlivesItsParent() throws Exception {
    List<String> lines = new ArrayList<>();
    try (var process =
        start(
            """
            import subprocess, sys
            sleep = [sys.executable, "-c", "import time; time.sleep(1000)"]
            print(subprocess.Popen(sleep, start_new_session=True,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).pid)
            """)) {
      process.await(lines::add);
    }
    assertThat(ProcessHandle.of(Long.parseLong(lines.get(0))).filter(ProcessHandle::isAlive))
        .isEmpty();
  }

  private static void await(SupervisedProcess process, BlockingQueue<String> lines) {
    try {
      process.await(lines::add);
    } catch (IOException | InterruptedException e) {
      lines.add(e.toString());
    }
  }

  private SupervisedProcess start(String program) throws IOException {
    Path python = InterpreterProbe.probe("python3").executable();
    return SupervisedProcess.start(python, List.of("-c", program), directory, ENVIRONMENT);
  }
}
