package dev.pipsnapshot.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what docs/tutorial.md says, in its order and one shell, against the real index. */
@Tag("live")
final class TutorialIT {
  private static final Path PAGE = Path.of("..", "docs", "tutorial.md");
  private static final Path COMMANDS = Path.of("target", "pip-snapshot", "bin").toAbsolutePath();
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|text)\n(.*?)^```$");

  /** No command prints it. */
  private static final String END_OF_STEP = "\036\n";

  @TempDir private Path folder;

  private record Step(String commands, String output) {}

  @Test
  void givesWhatThePageShows() throws Exception {
    List<Step> steps = steps(Files.readString(PAGE));
    assertThat(steps).hasSizeGreaterThan(5);
    // Where a step fails, the proxy that the page has started must not stay.
    var script = new StringBuilder("set -eu\ntrap 'kill ${proxy:-} 2>/dev/null || :' EXIT\n");
    steps.forEach(step -> script.append(step.commands()).append("printf '\\036\\n'\n"));
    Path file = Files.writeString(folder.resolve("tutorial.sh"), script);
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");

    var builder = new ProcessBuilder("sh", file.toString()).directory(folder.toFile());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("PATH", COMMANDS + ":" + System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PIP_SNAPSHOT_CACHE_DIR", folder.resolve("cache").toString());
    Process shell = builder.start();
    try {
      assertThat(shell.waitFor(5, TimeUnit.MINUTES)).as("ended").isTrue();
    } finally {
      shell.destroy();
    }

    assertThat(shell.exitValue()).as("%s", Files.readString(err)).isZero();
    assertThat(List.of(Files.readString(out).split(END_OF_STEP)))
        .isEqualTo(steps.stream().map(Step::output).toList());
  }

  private static List<Step> steps(String page) {
    List<Step> steps = new ArrayList<>();
    for (MatchResult block : BLOCK.matcher(page).results().toList()) {
      if (block.group(1).equals("sh")) {
        steps.add(new Step(block.group(2), ""));
      } else {
        Step last = steps.remove(steps.size() - 1);
        steps.add(new Step(last.commands(), block.group(2)));
      }
    }
    return steps;
  }
}
