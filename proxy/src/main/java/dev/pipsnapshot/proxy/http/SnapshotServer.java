package dev.pipsnapshot.proxy.http;

import dev.pipsnapshot.proxy.route.Router;
import dev.pipsnapshot.proxy.service.Gateway;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a {@link Gateway} over HTTP/1.1 and 1.0: keep-alive, pipelining, content negotiation,
 * validators and ranges, within {@link ServerLimits}. Listens from {@link #start} to {@link
 * #close}.
 */
public final class SnapshotServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SnapshotServer.class);

  private final EventLoopGroup loops;
  private final ChannelGroup connections;
  private final Channel listening;
  private final ServerLimits limits;
  private final AtomicBoolean closed = new AtomicBoolean();

  SnapshotServer(
      EventLoopGroup loops, ChannelGroup connections, Channel listening, ServerLimits limits) {
    this.loops = loops;
    this.connections = connections;
    this.listening = listening;
    this.limits = limits;
  }

  /**
   * Starts to serve; when this returns, connections are accepted.
   *
   * @param clock for the {@code Date} header
   * @param router says what each request asks for
   * @param gateway answers what is routed; redirects, unknown and malformed targets never reach it
   * @param listener told of every answered request, on the threads of the server
   * @throws IOException if the address cannot be bound
   */
  public static SnapshotServer start(
      ServerSettings settings,
      Clock clock,
      Router router,
      Gateway gateway,
      RequestListener listener)
      throws IOException {
    return UnboundServer.open().bind(settings, clock, router, gateway, listener);
  }

  /** Where it listens, with the port that it was given if any free one was asked for. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /**
   * Accepts no more connections, lets requests in work end within {@link ServerLimits#drain}, then
   * closes what is left. Blocks until then; idempotent. Not to be called on a thread of the server.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    listening.close().awaitUninterruptibly();
    connections.forEach(
        channel -> channel.pipeline().fireUserEventTriggered(RequestDispatcher.Drain.DRAIN));
    long drainMillis = limits.drain().toMillis();
    if (!connections.newCloseFuture().awaitUninterruptibly(drainMillis)) {
      log.warn("drain-cut-short connections={} millis={}", connections.size(), drainMillis);
      connections.close().awaitUninterruptibly();
    }
    loops.shutdownGracefully(0, drainMillis, TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }
}
