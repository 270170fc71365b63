package dev.pipsnapshot.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A job of a CI: a checkout to work in, and an environment that its steps may add to. */
final class CiJob {
  private final Path home;
  private final Path checkout;
  private final Map<String, String> environment = new LinkedHashMap<>();

  CiJob(Path home) throws IOException {
    this.home = home;
    this.checkout = Files.createDirectories(home.resolve("checkout"));
    with("PATH", System.getenv("PATH"));
    with("HOME", home);
    with("JAVA_HOME", System.getProperty("java.home"));
    with("PIP_SNAPSHOT_CDS", "off");
  }

  CiJob with(String variable, Object value) {
    environment.put(variable, value.toString());
    return this;
  }

  CiJob with(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  Path checkout() {
    return checkout;
  }

  /** Runs a script as bash does when a step says {@code shell: bash}. */
  Outcome bash(String script, Map<String, String> stepEnvironment) throws Exception {
    return run(
        List.of("bash", "--noprofile", "--norc", "-eo", "pipefail"), script, stepEnvironment);
  }

  Outcome sh(String script) throws Exception {
    return run(List.of("sh", "-e"), script, Map.of());
  }

  private Outcome run(List<String> shell, String script, Map<String, String> stepEnvironment)
      throws Exception {
    Path file = Files.writeString(Files.createTempFile(home, "step", ".sh"), script);
    Path out = Files.createTempFile(home, "out", ".txt");
    Path err = Files.createTempFile(home, "err", ".txt");
    var builder = new ProcessBuilder(new ArrayList<>(shell));
    builder.command().add(file.toString());
    builder.directory(checkout.toFile());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().putAll(stepEnvironment);
    Process process = builder.start();
    try {
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        throw new AssertionError("does not end: " + script);
      }
    } finally {
      process.destroy();
    }
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
