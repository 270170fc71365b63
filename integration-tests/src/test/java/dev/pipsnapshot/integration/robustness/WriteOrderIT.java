package dev.pipsnapshot.integration.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.ExternalCommand;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.JavaProgram;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.Python;
import dev.pipsnapshot.integration.support.RequiredTool;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What survives a loss of power, shown by the order of system calls: no name for bytes that are not
 * on the disk yet.
 */
class WriteOrderIT {
  private static final List<String> TRACE =
      List.of(
          "-f",
          "-qq",
          "-y",
          "-s",
          "4096",
          "--seccomp-bpf",
          "-e",
          "trace=pwrite64,write,fsync,fdatasync,rename,renameat,renameat2");

  private static final String UNFINISHED = "<unfinished ...>";
  private static final String RESUMED = " resumed>";

  private final FixtureIndex index =
      FixtureIndex.start()
          .publish("2019-01-01T00:00:00Z", WheelFile.of("demo", "1.0").withBallast(300_000));
  private final DistributionFile wheel = index.files("demo").get(0).file();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void anArtifactHasItsNameOnlyWhenItsBytesAreOnTheDisk() throws Exception {
    Path trace = folder.resolve("trace");
    try (var proxy =
        ProxyProcess.before(index.url(), folder.resolve("cache"))
            .date("2020-01-01")
            .under(strace(trace))
            .start()) {
      WebClient.get(ProjectPage.link(proxy.indexUrl(), "demo", wheel.filename()));
    }

    List<String> calls = calls(trace);
    int renamed = last(calls, call -> call.contains("rename") && call.contains(".partial\""));
    int written = last(calls, call -> isWrite(call) && call.contains(".partial>"));
    int forced = last(calls, call -> call.contains("fsync(") && call.contains(".partial>"));
    int directoryForced =
        last(calls, call -> call.contains("fsync(") && call.contains(parentOf(wheel) + ">"));
    assertThat(List.of(written, forced, renamed, directoryForced))
        .as("write, fsync, rename, fsync of the directory%n%s", String.join("\n", calls))
        .doesNotContain(-1)
        .isSorted();
  }

  @Test
  void aFetchedDirectoryAppearsOnlyWhenItsFilesAreOnTheDisk() throws Exception {
    Path trace = folder.resolve("trace");
    Path dest = folder.resolve("dest");
    ExternalCommand.of(strace(trace))
        .with(JavaProgram.command("dev.pipsnapshot.fetcher.cli.SnapshotFetch").toArray())
        .with("--index-url", index.url())
        .with("--cache-dir", folder.resolve("cache"), "--python", Python.executable())
        .with("--date", "2020-01-01", "--dest", dest, "demo")
        .env("HOME", folder)
        .run()
        .assertSucceeded();

    List<String> calls = calls(trace);
    int appeared =
        last(calls, call -> call.contains("rename") && call.contains("\"" + dest + "\""));
    int fileForced =
        last(calls, call -> call.contains("fsync(") && call.contains(wheel.filename() + ">"));
    int parentForced =
        last(calls, call -> call.contains("fsync(") && call.contains("<" + folder + ">"));
    assertThat(List.of(fileForced, appeared, parentForced))
        .as("fsync of the file, rename, fsync of the parent%n%s", String.join("\n", calls))
        .doesNotContain(-1)
        .isSorted();
  }

  private static Object[] strace(Path trace) {
    var words = new ArrayList<Object>();
    words.add(RequiredTool.onPath("strace"));
    words.addAll(TRACE);
    words.addAll(List.of("-o", trace));
    return words.toArray();
  }

  /** Those about files, in the order in which they ended. */
  private static List<String> calls(Path trace) throws IOException {
    return whole(Files.readAllLines(trace, StandardCharsets.ISO_8859_1)).stream()
        .filter(
            call -> call.contains("sync(") || call.contains("rename") || call.contains(".partial>"))
        .map(call -> call.length() > 400 && isWrite(call) ? call.substring(0, 400) : call)
        .toList();
  }

  /** A call during which another thread made one stands in two lines. */
  private static List<String> whole(List<String> lines) {
    var calls = new ArrayList<String>();
    var begun = new HashMap<String, String>();
    for (String line : lines) {
      String thread = line.substring(0, line.indexOf(' '));
      int unfinished = line.indexOf(UNFINISHED);
      int resumed = line.indexOf(RESUMED);
      if (unfinished >= 0) {
        begun.put(thread, line.substring(0, unfinished));
      } else if (resumed >= 0) {
        calls.add(begun.get(thread) + line.substring(resumed + RESUMED.length()));
      } else {
        calls.add(line);
      }
    }
    return calls;
  }

  private static boolean isWrite(String call) {
    return call.contains("write64(") || call.contains(" write(");
  }

  private static String parentOf(DistributionFile file) {
    return "/sha256/" + file.sha256().substring(0, 2);
  }

  private static int last(List<String> calls, Predicate<String> wanted) {
    for (int i = calls.size() - 1; i >= 0; i--) {
      if (wanted.test(calls.get(i))) {
        return i;
      }
    }
    return -1;
  }
}
