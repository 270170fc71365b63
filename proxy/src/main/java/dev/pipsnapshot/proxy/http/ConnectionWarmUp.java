package dev.pipsnapshot.proxy.http;

import dev.pipsnapshot.proxy.route.Router;
import dev.pipsnapshot.proxy.service.Gateway;
import dev.pipsnapshot.proxy.service.Reply;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes some requests as pip makes them through a connection with itself. Done often enough, it
 * leaves the virtual machine with that code compiled, which the first clients would otherwise wait
 * for. Whoever else connects is turned away, and the server's listener is not told.
 */
public final class ConnectionWarmUp implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(ConnectionWarmUp.class);
  static final int REQUESTS = 25;
  private static final int TIMEOUT_MILLIS = 1000;
  private static final int PAGE_BYTES = 1024;

  /** In no head, and once in an answer. */
  private static final byte LAST_BYTE = 4;

  private final ServerSettings settings;
  private final Clock clock;
  private final InetSocketAddress loopback;
  private final RequestListener listener;
  private final Reply page;

  /**
   * A warm-up of a server with these settings, and by this clock.
   *
   * @param loopback where the connection is made, at any port
   */
  public ConnectionWarmUp(ServerSettings settings, Clock clock, InetSocketAddress loopback) {
    this(settings, clock, loopback, RequestListener.NONE);
  }

  ConnectionWarmUp(
      ServerSettings settings, Clock clock, InetSocketAddress loopback, RequestListener listener) {
    this.settings = settings;
    this.loopback = loopback;
    this.clock = clock;
    this.listener = listener;
    this.page =
        new Reply.Document(
            ByteBuffer.allocateDirect(PAGE_BYTES).put(PAGE_BYTES - 1, LAST_BYTE).asReadOnlyBuffer(),
            "application/vnd.pypi.simple.v1+json",
            Optional.of("gzip"),
            Optional.of("0".repeat(32)));
  }

  @Override
  public void run() {
    var loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("warm-up", true), NioIoHandler.newFactory());
    try (var listening = ServerSocketChannel.open();
        var client = new Socket()) {
      listening.bind(loopback, 1);
      var address = (InetSocketAddress) listening.getLocalAddress();
      client.connect(address, TIMEOUT_MILLIS);
      SocketChannel accepted = listening.accept();
      if (!accepted.getRemoteAddress().equals(client.getLocalSocketAddress())) {
        accepted.close();
        return;
      }
      serve(accepted, loop);
      ask(client, request(address));
    } catch (IOException e) {
      log.debug("event=no-warm-up cause=\"{}\"", e.toString());
    } finally {
      var unused = loop.shutdownGracefully(0, TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void serve(SocketChannel accepted, EventLoopGroup loop) {
    Gateway gateway = request -> CompletableFuture.completedFuture(page);
    var channel = new NioSocketChannel(accepted);
    channel.config().setAutoRead(false);
    channel
        .pipeline()
        .addLast(
            new ConnectionInitializer(
                settings,
                clock,
                new Router(clock, Optional.empty()),
                gateway,
                listener,
                new DefaultChannelGroup(GlobalEventExecutor.INSTANCE)));
    var unused = loop.register(channel);
  }

  private static String request(InetSocketAddress address) {
    return """
        GET /simple/sample/ HTTP/1.1\r
        Host: %s:%d\r
        Accept: application/vnd.pypi.simple.v1+json, \
        application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01\r
        Accept-Encoding: gzip, deflate\r
        User-Agent: pip/23.2.1\r
        Connection: keep-alive\r
        \r
        """
        .formatted(address.getHostString(), address.getPort());
  }

  private static void ask(Socket client, String request) throws IOException {
    client.setTcpNoDelay(true);
    client.setSoTimeout(TIMEOUT_MILLIS);
    byte[] asked = request.getBytes(StandardCharsets.US_ASCII);
    byte[] answer = new byte[2 * PAGE_BYTES];
    InputStream in = client.getInputStream();
    for (int i = 0; i < REQUESTS; i++) {
      client.getOutputStream().write(asked);
      int length = in.read(answer);
      while (length > 0 && answer[length - 1] != LAST_BYTE) {
        length = in.read(answer);
      }
    }
  }
}
