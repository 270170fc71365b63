package dev.pipsnapshot.proxy.upstream;

import java.io.IOException;
import java.net.URI;

/** Failures for tests elsewhere, which cannot make them. */
public final class UpstreamFailures {
  private UpstreamFailures() {}

  /** What an index that cannot be reached leads to. */
  public static UpstreamException unreachable() {
    return UpstreamException.Unavailable.unreachable(
        URI.create("https://index.example/simple/"), new IOException("connection refused"));
  }
}
