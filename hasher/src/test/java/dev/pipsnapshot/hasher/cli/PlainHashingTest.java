package dev.pipsnapshot.hasher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.cli.CommandRunner;
import dev.pipsnapshot.hasher.nar.UnreadableFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PlainHashingTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private String file = "";

  @BeforeEach
  void makeFile() throws IOException {
    file = Files.writeString(directory.resolve("@file"), "hello\n").toString();
  }

  @Test
  void printsWhatTheWholeCommandPrints() throws IOException {
    for (List<String> arguments :
        List.of(
            List.of(file),
            List.of(file, directory.toString()),
            List.of(directory + "/", "--format", "nix32"),
            List.of("--format", "base16", file),
            List.of("--format", "base64", file),
            List.of(file, "--format", "sri", file))) {
      out.reset();
      PlainHashing.of(arguments.toArray(String[]::new), Map.of("HOME", "/"))
          .orElseThrow()
          .print(new PrintStream(out, false, UTF_8));
      assertThat(out.toString(UTF_8)).isEqualTo(printedByTheWholeCommand(arguments));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--format sri",
        "a --format",
        "a --format SRI",
        "a --format=sri",
        "a --format sri --format sri",
        "-q a",
        "a --json",
        "a -- b",
        "--help",
        "caf\uFFFD"
      })
  void leavesWhateverElseThereIsToTheWholeCommand(String arguments) {
    assertThat(PlainHashing.of(arguments.split(" "), Map.of())).isEmpty();
  }

  @Test
  void leavesOptionsInTheEnvironmentToTheWholeCommand() {
    assertThat(PlainHashing.of(new String[] {file}, Map.of("PIP_SNAPSHOT_FLAT", "true"))).isEmpty();
    assertThat(PlainHashing.of(new String[] {file}, Map.of("PIP_SNAPSHOT_CDS", "off"))).isPresent();
  }

  @Test
  void printsNothingWhenOnePathIsMissing() {
    PlainHashing hashing =
        PlainHashing.of(new String[] {file, file + "absent"}, Map.of()).orElseThrow();

    assertThatThrownBy(() -> hashing.print(new PrintStream(out, false, UTF_8)))
        .isInstanceOf(UnreadableFileException.class);
    assertThat(out.size()).isZero();
  }

  private static String printedByTheWholeCommand(List<String> arguments) {
    var printed = new StringWriter();
    var runner = new CommandRunner(Map.of());
    CommandLine line = runner.commandLine(new SnapshotHashCommand());
    line.setOut(new PrintWriter(printed));
    assertThat(runner.execute(line, arguments.toArray(String[]::new))).isZero();
    return printed.toString();
  }
}
