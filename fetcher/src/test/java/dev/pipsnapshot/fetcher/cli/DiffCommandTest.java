package dev.pipsnapshot.fetcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.cli.CommandRunner;
import dev.pipsnapshot.cli.ExitStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();

  @Test
  void findsNoDifferenceBetweenEmptyDirectories() throws IOException {
    assertThat(compare(new StringWriter())).isEqualTo(ExitStatus.OK.code());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void failsIfItCannotSaySo() throws IOException {
    assertThat(compare(new FullDisk())).isEqualTo(ExitStatus.DIRECTORY.code());
    assertThat(err.toString()).contains("cannot write to standard output");
  }

  @Test
  void takesNoMoreThanItCompares() throws IOException {
    String more = Files.createDirectory(folder.resolve("more")).toString();

    assertThat(compare(new StringWriter(), more, more)).isEqualTo(ExitStatus.USAGE.code());
    assertThat(err.toString()).contains("Unmatched arguments").contains(more);
  }

  private int compare(Writer out, String... more) throws IOException {
    String before = Files.createDirectory(folder.resolve("before")).toString();
    String after = Files.createDirectory(folder.resolve("after")).toString();
    var environment = Map.of("HOME", folder.toString());
    var runner = new CommandRunner(environment);
    var line = runner.commandLine(new DiffCommand(environment, Clock.systemUTC()));
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    List<String> arguments = new ArrayList<>(List.of("--json", before, after));
    arguments.addAll(List.of(more));
    return runner.execute(line, arguments.toArray(String[]::new));
  }

  private static final class FullDisk extends Writer {
    @Override
    public void write(char[] text, int from, int length) throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
