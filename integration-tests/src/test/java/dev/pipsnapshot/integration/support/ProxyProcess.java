package dev.pipsnapshot.integration.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code snapshot-proxy} as a process of its own, ready to be asked. */
public final class ProxyProcess implements AutoCloseable {
  private static final String MAIN = "dev.pipsnapshot.proxy.cli.SnapshotProxy";
  private static final String MEMORY_OF_LAUNCHER = "-Xmx256m -Xms64m -Xmn12m";
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path log;
  private final String printed;
  private final URI indexUrl;

  private ProxyProcess(Process process, Path log, String printed) {
    this.process = process;
    this.log = log;
    this.printed = printed;
    // Without a date of its own, it says where one goes.
    this.indexUrl = URI.create(printed.replace("/snapshot/DATE/", "/"));
  }

  /** A proxy before this index with this cache, yet to be started. */
  public static Starter before(URI index, Path cache) {
    return listening("127.0.0.1:0", index, cache);
  }

  /** The same, that is to listen elsewhere: {@code HOST:PORT}. */
  public static Starter listening(String address, URI index, Path cache) {
    return new Starter(address, index, cache);
  }

  /** Its first line. */
  public String printed() {
    return printed;
  }

  /** A proxy before the index that pip is configured for, listening where it does by default. */
  public static Starter beforePipsIndex(URI index, Path cache) {
    return new Starter(cache).env("PIP_INDEX_URL", index);
  }

  /** The URL it printed: what pip is given. */
  public URI indexUrl() {
    return indexUrl;
  }

  /** Another URL of the same proxy, such as {@code snapshot/2021-05-01/simple/}. */
  public URI resolve(String path) {
    return indexUrl.resolve("../" + path);
  }

  /** What it has written to standard error. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Resident memory in kibibytes, where the system tells. */
  public long residentKibibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** Ends it by SIGTERM and asserts that it drained, forgot no buffer, and exited with 0. */
  public void stop() {
    itself().destroy();
    awaitEnd();
    assertThat(process.exitValue()).as("exit code after SIGTERM%n%s", log()).isZero();
    assertThat(log()).as("buffers that were not released").doesNotContain("LEAK");
  }

  /** Ends it by SIGKILL. */
  public void kill() {
    itself().destroyForcibly();
    awaitEnd();
  }

  /** Ends it by SIGKILL once so much time has passed. */
  public void killAfter(Duration time) throws InterruptedException {
    assertThat(process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS))
        .as("ended by itself%n%s", log())
        .isFalse();
    kill();
  }

  /** Stops it, unless it has ended already. */
  @Override
  public void close() {
    if (process.isAlive()) {
      try {
        stop();
      } finally {
        process.destroyForcibly();
      }
    }
  }

  /** Not the program that it may run under. */
  private ProcessHandle itself() {
    return process.children().findFirst().orElse(process.toHandle());
  }

  private void awaitEnd() {
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .as("ended after the signal%n%s", log())
          .isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while snapshot-proxy ended", e);
    }
  }

  /** The options of a proxy. */
  public static final class Starter {
    private final ExternalCommand command;

    private Starter(String address, URI index, Path cache) {
      this(cache);
      with("--listen", address, "--index-url", index);
    }

    private Starter(Path cache) {
      command =
          ExternalCommand.of(JavaProgram.server(MAIN).toArray())
              .with("--cache-dir", cache)
              .env("HOME", cache);
    }

    /** Runs it by means of another program, which is given its command line. */
    public Starter under(Object... words) {
      command.inside(Stream.of(words).map(Object::toString).toList());
      return this;
    }

    /** Sets the cutoff of {@code /simple/}. */
    public Starter date(String cutoff) {
      return with("--date", cutoff);
    }

    /** Adds options. */
    public Starter with(Object... words) {
      command.with(words);
      return this;
    }

    /** Gives it the memory that its launcher gives it. */
    public Starter withMemoryOfLauncher() {
      return env("JAVA_TOOL_OPTIONS", MEMORY_OF_LAUNCHER);
    }

    /** Sets an environment variable. */
    public Starter env(String name, Object value) {
      command.env(name, value);
      return this;
    }

    /** Runs it to its end: one that is not expected to start serving. */
    public ProcessOutcome run() {
      return command.run();
    }

    /** Starts it and waits until it says where it listens. */
    public ProxyProcess start() throws IOException {
      Path log = Files.createTempFile("snapshot-proxy", ".log");
      Process process =
          command.start(new ProcessBuilder(command.words()).redirectError(log.toFile()));
      String firstLine = process.inputReader(StandardCharsets.UTF_8).readLine();
      if (firstLine == null) {
        process.destroyForcibly();
        throw new AssertionError("snapshot-proxy did not start:\n" + Files.readString(log));
      }
      return new ProxyProcess(process, log, firstLine);
    }
  }
}
