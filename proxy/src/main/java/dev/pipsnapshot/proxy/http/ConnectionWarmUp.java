package dev.pipsnapshot.proxy.http;

import dev.pipsnapshot.proxy.route.Router;
import dev.pipsnapshot.proxy.service.Gateway;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a gateway for a page, some times and as pip does, through a connection with itself. Whoever
 * else connects is turned away.
 */
public final class ConnectionWarmUp {
  static final int REQUESTS = 50;
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int LONGEST_ANSWER = 64 * 1024;
  private static final String SUCCESS = "HTTP/1.1 200 ";
  private static final Pattern HEAD =
      Pattern.compile("(?s).*?\r\ncontent-length: (\\d{1,5})\r\n(?:.*?\r\n)?\r\n");

  private final ServerSettings settings;
  private final Clock clock;
  private final InetSocketAddress loopback;
  private final Gateway gateway;
  private final RequestListener listener;

  /**
   * A warm-up of a server with these settings, and by this clock.
   *
   * @param loopback where the connection is made, at any port
   * @param listener told of every answered request
   */
  public ConnectionWarmUp(
      ServerSettings settings,
      Clock clock,
      InetSocketAddress loopback,
      Gateway gateway,
      RequestListener listener) {
    this.settings = settings;
    this.clock = clock;
    this.loopback = loopback;
    this.gateway = gateway;
    this.listener = listener;
  }

  /**
   * Asks for the page at {@code path} of a server without a token. Blocks.
   *
   * @throws IOException if that is not answered with a small page, or too late
   */
  public void run(String path) throws IOException {
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
        throw new IOException("somebody else connected to " + address);
      }
      serve(accepted, loop);
      ask(client, request(path, address));
    } finally {
      var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private void serve(SocketChannel accepted, EventLoopGroup loop) {
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

  private static String request(String path, InetSocketAddress address) {
    return """
        GET %s HTTP/1.1\r
        Host: %s:%d\r
        Accept: application/vnd.pypi.simple.v1+json, \
        application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01\r
        Accept-Encoding: gzip, deflate\r
        User-Agent: pip/23.2.1\r
        Connection: keep-alive\r
        \r
        """
        .formatted(path, address.getHostString(), address.getPort());
  }

  private static void ask(Socket client, String request) throws IOException {
    client.setTcpNoDelay(true);
    client.setSoTimeout(TIMEOUT_MILLIS);
    byte[] asked = request.getBytes(StandardCharsets.US_ASCII);
    byte[] answer = new byte[LONGEST_ANSWER];
    for (int i = 0; i < REQUESTS; i++) {
      client.getOutputStream().write(asked);
      read(client.getInputStream(), answer);
    }
  }

  private static void read(InputStream in, byte[] answer) throws IOException {
    int length = 0;
    OptionalInt complete = OptionalInt.empty();
    while (length < complete.orElse(answer.length)) {
      int count = in.read(answer, length, answer.length - length);
      if (count <= 0) {
        throw new EOFException("an answer of which there are " + length + " bytes");
      }
      length += count;
      if (complete.isEmpty()) {
        complete = wholeLength(new String(answer, 0, length, StandardCharsets.ISO_8859_1));
      }
    }
  }

  /** How long an answer is, head and page, that begins like this; empty if more is needed. */
  private static OptionalInt wholeLength(String beginning) throws IOException {
    if (beginning.length() >= SUCCESS.length() && !beginning.startsWith(SUCCESS)) {
      throw new IOException("no page: " + HeaderText.sanitised(beginning));
    }
    Matcher head = HEAD.matcher(beginning);
    return head.lookingAt()
        ? OptionalInt.of(head.end() + Integer.parseInt(head.group(1)))
        : OptionalInt.empty();
  }
}
