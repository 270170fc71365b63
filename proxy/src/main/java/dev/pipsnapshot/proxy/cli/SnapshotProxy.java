package dev.pipsnapshot.proxy.cli;

import dev.pipsnapshot.cli.CommandRunner;

/** Entry point of {@code snapshot-proxy}. */
public final class SnapshotProxy {
  private SnapshotProxy() {}

  /** Runs the command and exits with its status. */
  public static void main(String[] arguments) {
    System.exit(new CommandRunner(System.getenv()).run(new ProxyCommand(), arguments));
  }
}
