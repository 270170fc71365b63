package dev.pipsnapshot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class ManPageTest {
  @Test
  void tellsWhatTheHelpTextTells() {
    String page = page(new Plain());

    assertThat(page)
        .startsWith(
            """
            .TH "PLAIN" "1" "2026-01-02" "pip-snapshot (development build)" "pip-snapshot"
            """)
        .contains(
            """
            .SH "NAME"
            plain \\- say plainly
            .SH "SYNOPSIS"
            \\fBplain\\fR [\\fIOPTION\\fR]... \\fIFROM\\fR \\fIFROM\\fR [\\fIMORE\\fR]...
            .SH "DESCRIPTION"
            Says it.
            .PP
            All of it.
            """,
            """
            .SS "The view"
            .TP
            \\fB\\-w\\fR \\fIWORD\\fR, \\fB\\-\\-word\\fR=\\fIWORD\\fR
            One word. Default: a.
            """,
            """
            .SS "General"
            .TP
            \\fB\\-q\\fR, \\fB\\-\\-quiet\\fR
            """,
            ".TP\n\\fB7\\fR\nrefused by policy",
            "PIP_SNAPSHOT_WORD for\n\\-\\-word.",
            """
            .nf
            plain \\-w a b c
            \\&
            .fi
            """)
        .doesNotContain("secret", "NETRC", ".netrc");
  }

  @Test
  void tellsOfAnIndexAndACacheWhereThereIsOne() {
    assertThat(page(new Several()))
        .contains("NETRC", "\\(ti/.netrc", "names no other")
        .contains("\\fBseveral one\\fR [\\fIOPTION\\fR]...\n");
  }

  @Test
  void tellsOnceWhatAllSubcommandsTake() {
    String page = page(new Several());

    assertThat(page.indexOf("\\-\\-index\\-url\\fR="))
        .isBetween(page.indexOf(".SH \"OPTIONS\""), page.indexOf(".SH \"COMMANDS\""))
        .isEqualTo(page.lastIndexOf("\\-\\-index\\-url\\fR="));
    assertThat(page.substring(page.indexOf(".SS \"two\""), page.indexOf(".SH \"EXIT STATUS\"")))
        .contains("\\-\\-alone\\fR\n")
        .doesNotContain("\\-\\-quiet");
  }

  @Test
  void headerIsForThePageAlone() {
    assertThat(new CommandRunner(Map.of()).commandLine(new Plain()).getUsageMessage())
        .startsWith("Usage: plain")
        .doesNotContain("say plainly");
  }

  @Test
  void whatIsNoInstantIsAnUnknownOption() {
    var runner = new CommandRunner(Map.of());
    CommandLine line = runner.commandLine(new Plain());
    line.setErr(new PrintWriter(new StringWriter()));

    assertThat(runner.execute(line, "--generate-man-page=now")).isEqualTo(2);
  }

  @Test
  void noTextIsTakenForARequest() {
    String page =
        new Troff()
            .filled(
                Troff.escape(
                    ".so /etc/passwd 'br \"x\" \\n[y] ~ ^ ` caf\u00e9 " + "word ".repeat(20)))
            .verbatim(List.of(".so x", "'so x", ""))
            .item("\\fB.x\\fR", ".so y")
            .toString();

    assertThat(page)
        .startsWith(
            "\\&.so /etc/passwd \\(aqbr \\(dqx\\(dq \\en[y] \\(ti \\(ha \\(ga caf\\[u00E9] word")
        .contains(".nf\n\\&.so x\n\\(aqso x\n\\&\n.fi\n", ".TP\n\\fB.x\\fR\n\\&.so y\n");
    assertThat(page.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
  }

  private static String page(Callable<Integer> command) {
    var runner = new CommandRunner(Map.of());
    CommandLine line = runner.commandLine(command);
    var out = new StringWriter();
    line.setOut(new PrintWriter(out));

    assertThat(runner.execute(line, "--generate-man-page=2026-01-02T03:04:05Z")).isZero();
    return out.toString();
  }

  @Command(
      name = "plain",
      header = "say plainly",
      description = {"Says it.", "All of it."},
      footer = {"  plain -w a b c", ""})
  @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // picocli reads them
  private static final class Plain implements Callable<Integer> {
    @Mixin private CommonOptions common = new CommonOptions();

    @OptionGroup.In(OptionGroup.VIEW)
    @Option(
        names = {"-w", "--word"},
        paramLabel = "WORD",
        defaultValue = "a",
        description = "One word. Default: ${DEFAULT-VALUE}.")
    private String word = "a";

    @Option(names = "--secret", hidden = true)
    private boolean secret;

    @Parameters(index = "0..1", arity = "2", paramLabel = "FROM", description = "Two.")
    private List<String> from = List.of();

    @Parameters(index = "2..*", paramLabel = "MORE", description = "More.")
    private List<String> more = List.of();

    @Override
    public Integer call() {
      return 0;
    }
  }

  @Command(name = "several", header = "do one of several", description = "Does it.")
  @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // picocli reads them
  private static final class Several implements Callable<Integer> {
    @Command(name = "one", description = "The first.")
    int one(
        @Mixin CommonOptions options,
        @Option(names = "--index-url", description = "An index.") String index,
        @Option(names = "--cache-dir", description = "A cache.") String cache) {
      return 0;
    }

    @Command(name = "two", description = "The second.")
    int two(
        @Mixin CommonOptions options,
        @Option(names = "--index-url", description = "An index.") String index,
        @Option(names = "--cache-dir", description = "A cache.") String cache,
        @Option(names = "--alone", description = "No other has it.") boolean alone) {
      return 0;
    }

    @Override
    public Integer call() {
      return 0;
    }
  }
}
