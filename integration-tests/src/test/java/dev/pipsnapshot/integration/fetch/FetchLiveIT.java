package dev.pipsnapshot.integration.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.DatedIndexProcess;
import dev.pipsnapshot.integration.support.ExternalCommand;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.MachineIndex;
import dev.pipsnapshot.integration.support.Namespace;
import dev.pipsnapshot.integration.support.Python;
import dev.pipsnapshot.integration.support.RequiredTool;
import dev.pipsnapshot.integration.support.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's real index, and sets of old files. */
@Tag("live")
class FetchLiveIT {
  private static final String FETCHED_FOR = "CPython 3.11 on Linux x86_64";
  private static final String MAY_2021 = "2021-05-01";
  private static final String JANUARY_2023 = "2023-01-01";
  private static final String JUPYTERLAB = "sha256-8JbH/MVAIoe+FzW1ws9/2dikiImHKRTLBMCICthEdto=";
  private static final int FILES = 67;

  @TempDir private Path folder;

  @Test
  void jupyterlabOfMay2021ComesWholeAndComesBack() throws Exception {
    needsPython();
    Path cold = folder.resolve("cold");

    String hash = fetch(MAY_2021, cold, "jupyterlab").hash();

    assertThat(new Snapshot(cold).entries())
        .hasSize(FILES)
        .contains("jupyterlab-3.0.14-py3-none-any.whl");
    assertThat(new Snapshot(cold).nixHash()).isEqualTo(hash);
    assertComesBack(hash, MAY_2021, "jupyterlab");
  }

  @Test
  void pipAloneDownloadsTheSame() throws Exception {
    String hash = fetch(JANUARY_2023, folder.resolve("ours"), "flask").hash();

    assertThat(new Snapshot(downloadedByPip(JANUARY_2023, "flask")).nixHash()).isEqualTo(hash);
  }

  @Test
  void flaskOf2023IsBuiltAndInstalledWithoutANetwork() throws Exception {
    Path cold = folder.resolve("cold");
    String[] requirements = {"--with-build-requires", "flask", "docopt", "pandas"};

    String hash = fetch(JANUARY_2023, cold, requirements).hash();

    assertThat(new Snapshot(cold).nixHash()).isEqualTo(hash);
    assertThat(new Snapshot(cold).entries())
        .contains("Flask-2.2.2-py3-none-any.whl", "docopt-0.6.2.tar.gz", "build-requires/");
    assertComesBack(hash, JANUARY_2023, requirements);
    Path installed = folder.resolve("installed");
    ExternalCommand.of(Python.executable(), "-m", "pip", "install", "--no-cache-dir")
        .with("--no-index", "--find-links", cold)
        .with("--find-links", cold.resolve("build-requires"))
        .with("--target", installed, "--use-pep517", "flask", "docopt", "pandas")
        .env("PIP_CONFIG_FILE", "/dev/null")
        .inside(Namespace.withoutNetwork())
        .run()
        .assertSucceeded();
    ExternalCommand.of(Python.executable(), "-c", "import flask, docopt, markupsafe, pandas")
        .env("PYTHONPATH", installed)
        .run()
        .assertSucceeded();
  }

  /** Asked again of pip, and not asked again; both from the cache alone. */
  private void assertComesBack(String hash, String date, String... requirements) throws Exception {
    Path warm = folder.resolve("warm");
    Path memo = folder.resolve("memo");
    assertThat(fetch(date, warm, requirements).with("--offline", "--resolve").hash())
        .isEqualTo(hash);
    assertThat(fetch(date, memo, requirements).with("--offline").hash()).isEqualTo(hash);
    assertThat(new Snapshot(warm).nixHash()).isEqualTo(hash);
    assertThat(new Snapshot(memo).nixHash()).isEqualTo(hash);
  }

  /** By pip alone, before a filter that shares nothing with ours. */
  private Path downloadedByPip(String date, String requirement) throws Exception {
    Path directory = folder.resolve("pip");
    try (var dated = DatedIndexProcess.before(MachineIndex.url(), date + "T00:00:00Z")) {
      var pip =
          ExternalCommand.of(Python.executable(), "-m", "pip", "download", "--no-cache-dir")
              .with("--use-pep517", "--dest", directory, "--index-url", dated.indexUrl())
              .with(requirement)
              .env("PIP_CONFIG_FILE", "/dev/null")
              .env("PIP_INDEX_URL", dated.indexUrl());
      MachineIndex.access().forEach(pip::env);
      pip.run().assertSucceeded();
    }
    return directory;
  }

  @Test
  void jupyterlabOfMay2021ComesBackFromItsLock() throws Exception {
    needsPython();
    Path dest = folder.resolve("dest");
    Path lock = folder.resolve("pylock.toml");

    fetch(MAY_2021, dest, "jupyterlab").with("--lock", lock).run().assertSucceeded();
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

  private FetchProcess.Starter fetch(String date, Path dest, String... requirements) {
    var starter =
        FetchProcess.from(MachineIndex.url(), folder.resolve("cache"))
            .date(date)
            .dest(dest)
            .with((Object[]) requirements);
    MachineIndex.access().forEach(starter::env);
    return starter;
  }
}
