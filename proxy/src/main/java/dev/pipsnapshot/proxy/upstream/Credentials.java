package dev.pipsnapshot.proxy.upstream;

import static java.util.Objects.requireNonNull;

/** A user name and a password. Never shows either: not in {@code toString}, not in errors. */
public record Credentials(String username, String password) {
  public Credentials {
    requireNonNull(username, "username is null");
    requireNonNull(password, "password is null");
  }

  @Override
  public String toString() {
    return "Credentials[...]";
  }
}
