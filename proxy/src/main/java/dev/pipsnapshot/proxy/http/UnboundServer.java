package dev.pipsnapshot.proxy.http;

import dev.pipsnapshot.proxy.route.Router;
import dev.pipsnapshot.proxy.service.Gateway;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The event loops and the socket of a server that has no address yet. To open them takes a process
 * that has just started as long as to make what is to be served, and needs nothing of it: both can
 * be done at once. Either {@link #bind} or {@link #close} ends its life.
 */
public final class UnboundServer implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final int MAX_THREADS = 4;

  private final EventLoopGroup loops;
  private final ChannelFuture socket;
  private volatile @Nullable ConnectionInitializer connections;

  private UnboundServer() {
    int threads = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
    loops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("http", true), NioIoHandler.newFactory());
    socket =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel connection) {
                    connection.pipeline().addLast(connections);
                  }
                })
            .register();
  }

  /** Opens them; does not wait for the socket. */
  public static UnboundServer open() {
    return new UnboundServer();
  }

  /**
   * Starts to serve; when this returns, connections are accepted.
   *
   * @param clock for the {@code Date} header
   * @param router says what each request asks for
   * @param gateway answers what is routed; redirects, unknown and malformed targets never reach it
   * @param listener told of every answered request, on the threads of the server
   * @throws IOException if the address cannot be bound, after which this is closed
   */
  public SnapshotServer bind(
      ServerSettings settings,
      Clock clock,
      Router router,
      Gateway gateway,
      RequestListener listener)
      throws IOException {
    var accepted = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    connections = new ConnectionInitializer(settings, clock, router, gateway, listener, accepted);
    ChannelFuture bound = socket.awaitUninterruptibly();
    if (bound.isSuccess()) {
      bound = socket.channel().bind(settings.address()).awaitUninterruptibly();
    }
    if (!bound.isSuccess()) {
      close();
      throw new ListeningFailedException(settings.address(), bound.cause());
    }
    return new SnapshotServer(loops, accepted, socket.channel(), settings.limits());
  }

  @Override
  public void close() {
    socket.channel().close().awaitUninterruptibly();
    loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
