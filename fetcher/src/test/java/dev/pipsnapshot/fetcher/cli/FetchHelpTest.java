package dev.pipsnapshot.fetcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.cli.CommandRunner;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.AutoComplete;
import picocli.CommandLine;

class FetchHelpTest {
  private static final int USAGE = 2;

  private final CommandRunner runner = new CommandRunner(Map.of());
  private final CommandLine line =
      runner.commandLine(new FetchCommand(Map.of(), Clock.systemUTC()));

  @Test
  void optionsStandInGroups() {
    String help = line.getUsageMessage();

    assertThat(help.lines().filter(text -> text.matches("[A-Z][A-Za-z ]*:")))
        .containsExactly(
            "What to fetch:",
            "The view:",
            "The index:",
            "Python and pip:",
            "Output:",
            "Checks:",
            "The cache:",
            "General:",
            "Exit codes:",
            "Examples:");
    assertThat(help.substring(help.indexOf("The view:"), help.indexOf("The index:")))
        .contains("--date=", "--build-date=", "--yanked=");
    assertThat(help.substring(help.indexOf("General:"), help.indexOf("Exit codes:")))
        .contains("--help", "--verbose")
        .doesNotContain("--python", "--lock", "--json", "--rehearse");
  }

  @Test
  void choicesAreSpelledInLowerCaseWhereverTheyAreNamed() {
    assertThat(failure("--yanked", "maybe")).contains("'maybe' is none of honour, ignore");
    assertThat(AutoComplete.bash("snapshot-fetch", line))
        .contains("honour")
        .doesNotContain("HONOUR");
  }

  @Test
  void aCommandOfPipIsNotTakenForAProject() {
    assertThat(failure("--date", "2021-05-01", "-d", "out", "download", "six"))
        .contains("'download' is a command of pip", "leave it out");
  }

  private String failure(String... arguments) {
    var err = new StringWriter();
    line.setErr(new PrintWriter(err, true));

    assertThat(runner.execute(line, arguments)).isEqualTo(USAGE);
    return err.toString();
  }
}
