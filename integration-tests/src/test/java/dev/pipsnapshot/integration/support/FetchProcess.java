package dev.pipsnapshot.integration.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@code snapshot-fetch} as a process of its own, under way. */
public final class FetchProcess implements AutoCloseable {
  private static final String MAIN = "dev.pipsnapshot.fetcher.cli.SnapshotFetch";
  private static final long PATIENCE_SECONDS = 60;
  private static final int PIP_AND_ITS_GUARD = 2;
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** A background job ignores SIGINT or SIGHUP, and would hand that down to what it starts. */
  private static final String WITH_DEFAULT_SIGNALS =
      "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL);"
          + " signal.signal(signal.SIGHUP, signal.SIG_DFL);"
          + " os.execv(sys.argv[1], sys.argv[1:])";

  private final Process process;
  private final Path log;

  private FetchProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** A fetch from this index through this cache, yet to be started. */
  public static Starter from(URI index, Path cache) {
    return new Starter("--index-url", index, cache);
  }

  /** A fetch from the index that pip is configured for, yet to be started. */
  public static Starter fromPipsIndex(URI index, Path cache) {
    return new Starter(cache)
        .env("PIP_SNAPSHOT_PYTHON", Python.executable())
        .env("PIP_INDEX_URL", index);
  }

  /** A fetch through a running proxy, yet to be started. */
  public static Starter through(ProxyProcess proxy, Path cache) {
    return new Starter("--proxy", proxy.indexUrl(), cache);
  }

  /** A directory to be made again from a lock, by no Python at all; yet to be started. */
  public static Starter restoring(Path lock, URI index, Path cache) {
    return new Starter(cache).with("--from-lock", lock, "--index-url", index);
  }

  /** Pins to be dropped that none of these requests asks for; yet to be started. */
  public static Starter pruning(Path pins, Path requests) {
    return new Starter().with("--prune", pins, "--requests", requests);
  }

  /**
   * Every process that it has started and that lives, and theirs, as soon as pip is among them:
   * what is read ahead is asked for while pip starts.
   */
  public List<ProcessHandle> awaitPip() {
    List<ProcessHandle> started = process.descendants().toList();
    while (started.size() < PIP_AND_ITS_GUARD && process.isAlive()) {
      Thread.onSpinWait();
      started = process.descendants().toList();
    }
    return started;
  }

  /** pip itself, as soon as it runs: not its guard, and not what it starts to learn of its host. */
  public ProcessHandle awaitPipItself() {
    awaitPip();
    return process.children().flatMap(ProcessHandle::children).findFirst().orElseThrow();
  }

  /** Sends SIGINT, as Ctrl-C does. */
  public FetchProcess interrupt() {
    ExternalCommand.of("sh", "-c", "kill -INT " + process.pid()).run().assertSucceeded();
    return this;
  }

  /** Sends SIGINT to all that run on its terminal, as Ctrl-C there does. */
  public FetchProcess interruptOnTerminal() {
    long leader = process.children().findFirst().orElseThrow().pid();
    ExternalCommand.of("sh", "-c", "kill -INT -" + leader).run().assertSucceeded();
    return this;
  }

  /**
   * Sends SIGHUP to its group, as the end of its terminal does; for one in a session of its own.
   */
  public FetchProcess hangUp() {
    ExternalCommand.of("sh", "-c", "kill -HUP -" + process.pid()).run().assertSucceeded();
    return this;
  }

  /** Sends SIGKILL. */
  public FetchProcess kill() {
    process.destroyForcibly();
    return this;
  }

  /** Sends SIGKILL once so much time has passed, unless it has ended by then. */
  public void killAfter(Duration time) throws InterruptedException {
    if (!process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
      kill().exitCode();
    }
  }

  /** Waits for its end; its exit code. */
  public int exitCode() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .as("snapshot-fetch ended%n%s", log())
        .isTrue();
    return process.exitValue();
  }

  /** Waits until none of these processes runs. */
  public static void awaitEnd(List<ProcessHandle> processes) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    for (ProcessHandle handle : processes) {
      while (isRunning(handle)) {
        assertThat(deadline - System.nanoTime()).as("%s ended", handle.info()).isPositive();
        LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      }
    }
  }

  /** An orphan that nobody has waited for is still listed, though it has ended. */
  private static boolean isRunning(ProcessHandle handle) {
    try {
      return handle.isAlive()
          && !Files.readString(Path.of("/proc", Long.toString(handle.pid()), "stat"))
              .contains(") Z ");
    } catch (IOException e) {
      return handle.isAlive();
    }
  }

  /** What it wrote until now. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it, unless it has ended already. */
  @Override
  public void close() {
    kill();
  }

  /** The options of a fetch. Its Python is the machine's unless told otherwise. */
  public static final class Starter {
    private final ExternalCommand command;

    private Starter(String indexOption, URI index, Path cache) {
      this(cache);
      with(indexOption, index).env("PIP_SNAPSHOT_PYTHON", Python.executable());
    }

    private Starter(Path cache) {
      this();
      with("--cache-dir", cache).env("HOME", cache.resolveSibling("home"));
    }

    private Starter() {
      command =
          ExternalCommand.of(Python.executable(), "-I", "-c", WITH_DEFAULT_SIGNALS)
              .with(JavaProgram.command(MAIN).toArray());
    }

    /** Sets the cutoff. */
    public Starter date(String cutoff) {
      return with("--date", cutoff);
    }

    /** Sets the directory that is to appear. */
    public Starter dest(Path directory) {
      return with("--dest", directory);
    }

    /** Sets which pip decides, on a Python that it runs on. */
    public Starter pip(DrivenPip pip) {
      return with(pip.options().toArray()).env("PIP_SNAPSHOT_PYTHON", pip.python());
    }

    /** Adds options and requirements. */
    public Starter with(Object... words) {
      command.with(words);
      return this;
    }

    /** Runs it on a terminal of its own, whose screen becomes the standard output. */
    public Starter onTerminal() {
      command.onTerminal();
      return this;
    }

    /** Gives it a session, and so a process group, of its own. */
    public Starter inSessionOfItsOwn() {
      return inside(List.of(RequiredTool.onPath("setsid").toString()));
    }

    /** Lets another program, whose command line begins with these words, run it. */
    public Starter inside(List<String> words) {
      command.inside(words);
      return this;
    }

    /** Sets an environment variable. */
    public Starter env(String name, Object value) {
      command.env(name, value);
      return this;
    }

    /** Runs it to its end. */
    public ProcessOutcome run() {
      return command.run();
    }

    /** Runs it to its end and asserts that it succeeded: the hash that it printed. */
    public String hash() {
      return run().assertSucceeded().stdout().strip();
    }

    /** Starts it without waiting. */
    public FetchProcess start() throws IOException {
      Path log = Files.createTempFile("snapshot-fetch", ".log");
      return new FetchProcess(command.start(log, log), log);
    }
  }
}
