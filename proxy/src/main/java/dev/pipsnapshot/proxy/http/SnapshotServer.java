package dev.pipsnapshot.proxy.http;

import dev.pipsnapshot.proxy.service.Gateway;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a {@link Gateway} over HTTP/1.1 and 1.0: keep-alive, pipelining, content negotiation,
 * validators and ranges, within {@link ServerLimits}. Listens from {@link UnboundServer#bind} to
 * {@link #close}.
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
