package dev.pipsnapshot.proxy.http;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.diagnostics.IoReason;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;

/** An address at which nobody can listen, or not this user: a port in use, or a privileged one. */
public final class ListeningFailedException extends IOException implements Diagnosed {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  ListeningFailedException(InetSocketAddress address, Throwable cause) {
    super(
        "cannot listen on " + NetUtil.toSocketAddressString(address) + ": " + IoReason.of(cause),
        cause);
    diagnostic =
        Diagnostic.of(Category.DIRECTORY, "cannot-listen", String.valueOf(getMessage()))
            .withHint("choose another address; port 0 is any that is free");
  }

  @Override
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
