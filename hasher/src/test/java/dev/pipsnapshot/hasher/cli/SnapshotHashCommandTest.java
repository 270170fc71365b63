package dev.pipsnapshot.hasher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.cli.CommandRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

class SnapshotHashCommandTest {
  /** What {@code nix-hash --type sha256} says of a file with {@code hello} and a line end. */
  private static final String BASE16 =
      "1c37d01af40be2e80691de3cc3df44377a699afbb17c68f080964b2fd071fc13";

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String file = "";

  @BeforeEach
  void makeFile() throws IOException {
    file = Files.writeString(directory.resolve("file"), "hello\n").toString();
  }

  @Test
  void printsOneLineForEachPath() {
    assertThat(run("--format", "base16", file, file)).isZero();
    assertThat(out.toString().lines()).containsExactly(BASE16, BASE16);
  }

  @Test
  void printsSriByDefault() {
    assertThat(run(file)).isZero();
    assertThat(out.toString()).startsWith("sha256-").endsWith("=" + System.lineSeparator());
  }

  @Test
  void acceptsTheExpectedHashInAnySpelling() {
    assertThat(run("--expect", BASE16, file)).isZero();
    assertThat(run("--expect", "sha256:" + BASE16, file)).isZero();
  }

  @Test
  void tellsMismatchAsNixDoes() {
    assertThat(run("--expect", "0".repeat(64), file)).isEqualTo(5);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("specified: sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
        .contains("got:    sha256-");
  }

  @Test
  void printsNothingWhenOneOfTheirPathsIsMissing() {
    assertThat(run(file, directory.resolve("absent").toString())).isEqualTo(6);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("absent");
  }

  @Test
  void takesTheTypeOfTheExpectedHash() {
    assertThat(run("--flat", "--expect", "sha1-9XLSONZIJvBOI9Yb52cnLm5k+/g=", file)).isEqualTo(5);
    assertThat(err.toString()).contains("got:    sha1-");
  }

  @Test
  void refusesExpectedHashOfAnotherType() {
    assertThat(run("--type", "md5", "--expect", "sha256:" + BASE16, file)).isEqualTo(2);
  }

  @Test
  void printsTheStorePath() {
    assertThat(run("--store-path", "hello", file)).isZero();
    assertThat(out.toString()).matches("/nix/store/[a-z0-9]{32}-hello\\R");
  }

  @Test
  void refusesStoreNameThatNixRefuses() {
    assertThat(run("--store-path", "a b", file)).isEqualTo(2);
    assertThat(run("--store-path", "a", file, file)).isEqualTo(2);
  }

  @Test
  void refusesToDumpTwoPathsOrWithOptionsOfHashing() {
    assertThat(run("--dump", file, file)).isEqualTo(2);
    assertThat(run("--dump", "--flat", file)).isEqualTo(2);
  }

  @Test
  void printsEverySpellingAsJson() throws IOException {
    Path quoted = Files.writeString(directory.resolve("a\"b"), "hello\n");

    assertThat(run("--json", quoted.toString())).isZero();
    assertThat(out.toString())
        .startsWith("[{\"path\": \"")
        .contains("a\\\"b\"", "\"mode\": \"recursive\"", "\"base16\": \"" + BASE16 + "\"");
  }

  @Test
  void refusesNoPathAndEmptyPath() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("")).isEqualTo(2);
  }

  @Test
  void followsLinkThatEndsInSlash() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("."));

    assertThat(run(link + "/", directory.toString())).isZero();
    assertThat(out.toString().lines().distinct()).hasSize(1);
  }

  @Test
  void takesPathThatBeginsWithAtSignAsItIs() {
    assertThat(run("@" + file)).isEqualTo(6);
    assertThat(err.toString()).contains("'@" + file + "'");
  }

  @Test
  void refusesArgumentThatMayHaveLostBytes() {
    var underC = new PathArgument("ANSI_X3.4-1968");
    var underUtf8 = new PathArgument("UTF-8");

    assertThatThrownBy(() -> underC.convert("caf??")).isInstanceOf(TypeConversionException.class);
    assertThatThrownBy(() -> underUtf8.convert("caf\uFFFD"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("cd DIRECTORY");
    assertThat(underUtf8.convert("what?")).isEqualTo(Path.of("what?"));
  }

  private int run(String... arguments) {
    var runner = new CommandRunner(Map.of());
    CommandLine line = runner.commandLine(new SnapshotHashCommand());
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return runner.execute(line, arguments);
  }
}
