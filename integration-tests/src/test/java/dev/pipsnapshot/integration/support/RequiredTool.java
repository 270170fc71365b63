package dev.pipsnapshot.integration.support;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A program that a test cannot do without. Where the environment says {@code CI=true} its absence
 * fails the test; elsewhere the test is skipped and says why.
 */
public final class RequiredTool {
  private static final Set<String> LEFT_OUT = ConcurrentHashMap.newKeySet();

  private RequiredTool() {}

  /** The program of this name on the {@code PATH}. */
  public static Path onPath(String name) {
    return find(name).orElseThrow(() -> missing(name + " is not on the PATH"));
  }

  /** The program of this name on the {@code PATH}, if there is one. */
  static Optional<Path> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(path)
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Ends the test for want of a tool. Never returns; declared so that callers may throw it. */
  public static RuntimeException missing(String what) {
    if ("true".equals(System.getenv("CI"))) {
      fail(what);
    }
    return abort(what);
  }

  /**
   * Ends the test for want of what the machine's system does not have, in CI too; standard error
   * says so once.
   */
  public static RuntimeException leftOut(String what) {
    if (LEFT_OUT.add(what)) {
      System.err.println("tests left out: " + what);
    }
    return abort(what);
  }
}
