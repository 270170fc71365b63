package dev.pipsnapshot.integration.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.ExternalCommand;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.MachineIndex;
import dev.pipsnapshot.integration.support.Python;
import dev.pipsnapshot.integration.support.RequiredTool;
import dev.pipsnapshot.integration.support.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's real index, and a large set of old files. */
@Tag("live")
class FetchLiveIT {
  private static final String FETCHED_FOR = "CPython 3.11 on Linux x86_64";
  private static final String JUPYTERLAB = "sha256-8JbH/MVAIoe+FzW1ws9/2dikiImHKRTLBMCICthEdto=";
  private static final int FILES = 67;

  @TempDir private Path folder;

  @Test
  void jupyterlabOfMay2021ComesWholeAndComesBack() throws Exception {
    needsPython();
    Path cold = folder.resolve("cold");
    Path again = folder.resolve("again");

    String hash = fetch(cold).hash();

    assertThat(new Snapshot(cold).entries())
        .hasSize(FILES)
        .contains("jupyterlab-3.0.14-py3-none-any.whl");
    assertThat(new Snapshot(cold).nixHash()).isEqualTo(hash);
    assertThat(fetch(again).with("--offline").hash()).isEqualTo(hash);
    assertThat(new Snapshot(again).nixHash()).isEqualTo(hash);
  }

  @Test
  void jupyterlabOfMay2021ComesBackFromItsLock() throws Exception {
    needsPython();
    Path dest = folder.resolve("dest");
    Path lock = folder.resolve("pylock.toml");

    fetch(dest).with("--lock", lock).run().assertSucceeded();
    Snapshot gone = new Snapshot(dest);
    List<String> entries = gone.entries();
    for (String entry : entries) {
      Files.delete(dest.resolve(entry));
    }

    String hash =
        FetchProcess.restoring(lock, MachineIndex.url(), folder.resolve("cache"))
            .dest(dest)
            .with("--offline")
            .hash();

    assertThat(hash).isEqualTo(JUPYTERLAB);
    assertThat(new Snapshot(dest).entries()).isEqualTo(entries);
    assertThat(new Snapshot(dest).nixHash()).isEqualTo(JUPYTERLAB);
  }

  /** Which files they are depends on it. */
  private static void needsPython() {
    String facts =
        ExternalCommand.of(Python.executable(), "-c")
            .with(
                "import platform as p; print(p.python_implementation(),"
                    + " '.'.join(p.python_version_tuple()[:2]), 'on', p.system(), p.machine())")
            .run()
            .assertSucceeded()
            .stdout()
            .strip();
    if (!facts.equals(FETCHED_FOR)) {
      throw RequiredTool.missing("the files are known for " + FETCHED_FOR + ", not " + facts);
    }
  }

  private FetchProcess.Starter fetch(Path dest) {
    var starter =
        FetchProcess.from(MachineIndex.url(), folder.resolve("cache"))
            .date("2021-05-01")
            .dest(dest)
            .with("jupyterlab");
    MachineIndex.access().forEach(starter::env);
    return starter;
  }
}
