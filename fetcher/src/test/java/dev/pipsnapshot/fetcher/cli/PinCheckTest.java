package dev.pipsnapshot.fetcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.cli.CommandRunner;
import dev.pipsnapshot.cli.ExitStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No Python is there to be asked, and no index. */
class PinCheckTest {
  @Test
  void aFileWithoutPinsIsToldAsThat(@TempDir Path folder) throws Exception {
    Path pins = Files.writeString(folder.resolve("pins.json"), "{\"version\": 1, \"pins\": {}}");
    var environment =
        Map.of(
            "HOME", folder.toString(),
            "PIP_CONFIG_FILE", "/dev/null",
            "PIP_SNAPSHOT_PYTHON", folder.resolve("no-python").toString());
    var out = new StringWriter();
    var err = new StringWriter();
    var runner = new CommandRunner(environment);
    var line = runner.commandLine(new FetchCommand(environment, Clock.systemUTC()));
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    assertThat(runner.execute(line, "--check", pins.toString())).isEqualTo(ExitStatus.USAGE.code());

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains(pins + " holds no pins");
  }
}
