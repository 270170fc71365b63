package dev.pipsnapshot.proxy.cli;

import dev.pipsnapshot.cli.ExitStatus;
import dev.pipsnapshot.proxy.LocalProxy;
import dev.pipsnapshot.proxy.ProxySettings;
import dev.pipsnapshot.proxy.ServerAuthority;
import dev.pipsnapshot.proxy.http.HostText;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.service.RefusalLog;
import dev.pipsnapshot.proxy.upstream.DisplayUrl;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A proxy from the start of the command to the signal that ends it. */
final class ProxyRun {
  private static final Logger log = LoggerFactory.getLogger(ProxyRun.class);

  private ProxyRun() {}

  /** Serves until SIGTERM or Ctrl-C, which end the process: returns by failure only. */
  static int serve(
      ProxySettings settings, Map<String, String> environment, Clock clock, PrintWriter out)
      throws IOException, InterruptedException {
    LocalProxy proxy = open(settings, environment, clock);
    // Whoever reads the first line may end it at once.
    Runtime.getRuntime().addShutdownHook(drain(proxy));
    announce(settings, proxy, out);
    new CountDownLatch(1).await();
    return ExitStatus.OK.code();
  }

  /** A proxy that accepts connections, and whose index URL has been printed on {@code out}. */
  static LocalProxy start(
      ProxySettings settings, Map<String, String> environment, Clock clock, PrintWriter out)
      throws IOException {
    LocalProxy proxy = open(settings, environment, clock);
    announce(settings, proxy, out);
    return proxy;
  }

  private static LocalProxy open(
      ProxySettings settings, Map<String, String> environment, Clock clock) throws IOException {
    return LocalProxy.start(settings, environment, clock, new RefusalLog(clock));
  }

  /** Says that the default index is the one that pip is configured for. */
  static void announceIndexOfPip(Upstreams upstreams) {
    log.info(
        "upstream={} taken-from=\"pip's configuration\"",
        DisplayUrl.of(upstreams.defaultIndex().index().uri()));
  }

  private static void announce(ProxySettings settings, LocalProxy proxy, PrintWriter out) {
    out.println(proxy.urlForClients());
    out.flush();
    if (log.isInfoEnabled()) {
      log.info(
          "serving cutoff={} upstream={} cache={}",
          settings.view().flatMap(SnapshotView::cutoff).map(Object::toString).orElse("(per URL)"),
          DisplayUrl.of(settings.upstreams().defaultIndex().index().uri()),
          settings.cache().root());
    }
    if (settings.view().flatMap(SnapshotView::cutoff).isEmpty()) {
      log.info(
          "no-date-of-its-own advice=\"put a date for DATE: {}\"",
          proxy.urlForClients().toString().replace("/DATE/", "/2021-05-01/"));
    }
    exposure(settings).ifPresent(log::warn);
    // The first big page would otherwise have to wait until what the warm-up has left is collected.
    var unused = proxy.warmUpWhileIdle().thenRun(System::gc);
  }

  /** What is odd about who may use it, if anything is. */
  static Optional<String> exposure(ProxySettings settings) {
    InetAddress address = settings.server().address().getAddress();
    if (address.isLoopbackAddress()) {
      return Optional.empty();
    }
    if (new ServerAuthority(settings.server()).isForLoopbackOnly()) {
      return Optional.of(
          "nobody-else-may-ask address="
              + HostText.of(address.getAddress())
              + " advice=\"it listens for other machines, but answers only those that call it"
              + " localhost; give the name by which they call it: --allow-host NAME\"");
    }
    return settings.token().isPresent()
        ? Optional.empty()
        : Optional.of(
            "listening-beyond-loopback address="
                + HostText.of(address.getAddress())
                + " advice=\"anyone who reaches it can use it; consider --token\"");
  }

  /**
   * Drains, on SIGTERM and on Ctrl-C, which both are ordinary ways to stop a server. Halts itself,
   * because a virtual machine that a signal ends reports the signal instead of success.
   */
  static Thread drain(LocalProxy proxy) {
    return new Thread(
        () -> {
          proxy.close();
          Runtime.getRuntime().halt(ExitStatus.OK.code());
        },
        "drain");
  }
}
