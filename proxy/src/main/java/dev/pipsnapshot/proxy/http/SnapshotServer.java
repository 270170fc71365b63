package dev.pipsnapshot.proxy.http;

import dev.pipsnapshot.proxy.route.Router;
import dev.pipsnapshot.proxy.service.Gateway;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
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
  private static final int BACKLOG = 1024;
  private static final int MAX_THREADS = 4;

  private final EventLoopGroup loops;
  private final ChannelGroup connections;
  private final Channel listening;
  private final ServerLimits limits;
  private final AtomicBoolean closed = new AtomicBoolean();

  private SnapshotServer(
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
    int threads = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
    var loops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("http", true), NioIoHandler.newFactory());
    var connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .childHandler(
                new ConnectionInitializer(settings, clock, router, gateway, listener, connections))
            .bind(settings.address())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
      throw new IOException("cannot listen on " + settings.address(), bound.cause());
    }
    return new SnapshotServer(loops, connections, bound.channel(), settings.limits());
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
