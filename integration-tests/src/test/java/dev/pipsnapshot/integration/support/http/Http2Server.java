package dev.pipsnapshot.integration.support.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * An HTTP/2 server over TLS on a free loopback port, and nothing else: who does not negotiate
 * {@code h2} is turned away. It breaks off streams and connections on request.
 */
public final class Http2Server implements AutoCloseable {
  private final EventLoopGroup threads =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Function<ReceivedRequest, Answer> handler;
  private final Map<String, Queue<StreamEnd>> ends = new ConcurrentHashMap<>();
  private final Set<Channel> connections = ConcurrentHashMap.newKeySet();
  private final RequestLog log = new RequestLog();
  private final Channel listener;

  private Http2Server(ServerIdentity identity, Function<ReceivedRequest, Answer> handler) {
    this.handler = handler;
    SslContext tls = tls(identity);
    listener =
        new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel connection) {
                    connection
                        .pipeline()
                        .addLast(tls.newHandler(connection.alloc()), new Negotiation());
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  /** Starts a server that answers with {@code handler}, one request at a time. */
  public static Http2Server start(
      ServerIdentity identity, Function<ReceivedRequest, Answer> handler) {
    return new Http2Server(identity, handler);
  }

  /** Scheme, host and port, without a slash at the end. */
  public URI origin() {
    return URI.create(
        "https://127.0.0.1:" + ((InetSocketAddress) listener.localAddress()).getPort());
  }

  /** Ends the next streams for this path so; those after them are answered. */
  public void end(String path, StreamEnd... next) {
    Queue<StreamEnd> queue = ends.computeIfAbsent(path, any -> new ConcurrentLinkedQueue<>());
    for (StreamEnd end : next) {
      queue.add(end);
    }
  }

  /** What it was asked. */
  public RequestLog log() {
    return log;
  }

  /** How many connections asked something. */
  public int connections() {
    return connections.size();
  }

  @Override
  public void close() {
    threads.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static SslContext tls(ServerIdentity identity) {
    var onlyHttp2 =
        new ApplicationProtocolConfig(
            Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            ApplicationProtocolNames.HTTP_2);
    return new JdkSslContext(
        identity.tls(),
        false,
        null,
        IdentityCipherSuiteFilter.INSTANCE,
        onlyHttp2,
        ClientAuth.NONE,
        null,
        false);
  }

  private final class Negotiation extends ApplicationProtocolNegotiationHandler {
    Negotiation() {
      super(ApplicationProtocolNames.HTTP_1_1);
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext connection, String protocol) {
      if (!protocol.equals(ApplicationProtocolNames.HTTP_2)) {
        var unused = connection.close();
        return;
      }
      connection
          .pipeline()
          .addLast(
              Http2FrameCodecBuilder.forServer().build(),
              new Http2MultiplexHandler(
                  new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel stream) {
                      stream.pipeline().addLast(new StreamHandler());
                    }
                  }));
    }
  }

  private final class StreamHandler extends SimpleChannelInboundHandler<Http2HeadersFrame> {
    @Override
    protected void channelRead0(ChannelHandlerContext stream, Http2HeadersFrame head) {
      connections.add(stream.channel().parent());
      ReceivedRequest request = request(head.headers());
      var exchange = new Exchange(request);
      log.add(exchange);
      Queue<StreamEnd> planned = ends.getOrDefault(request.path(), new ConcurrentLinkedQueue<>());
      StreamEnd end = planned.isEmpty() ? StreamEnd.ANSWERED : planned.remove();
      switch (end) {
        case REFUSED -> reset(stream, Http2Error.REFUSED_STREAM);
        case LEFT_OUT -> goAway(stream, 0);
        default -> answer(stream, handler.apply(request), end, exchange);
      }
    }

    private void answer(
        ChannelHandlerContext stream, Answer answer, StreamEnd end, Exchange exchange) {
      byte[] body = answer.body();
      int half = body.length / 2;
      Http2Headers headers = new DefaultHttp2Headers().status(Integer.toString(answer.status()));
      answer.headers().forEach((name, value) -> headers.add(name.toLowerCase(Locale.ROOT), value));
      headers.addInt("content-length", body.length);
      var unused = stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers));
      exchange.answered(answer.status());
      if (end == StreamEnd.ANSWERED) {
        unused = send(stream, body, 0, body.length, exchange);
        return;
      }
      // A reset drops what is still queued.
      ChannelFuture firstHalf = send(stream, body, 0, half, exchange);
      switch (end) {
        case RESET_HALFWAY ->
            firstHalf.addListener(sent -> reset(stream, Http2Error.INTERNAL_ERROR));
        case LEFT_OUT_HALFWAY -> firstHalf.addListener(sent -> goAway(stream, 0));
        default -> {
          goAway(stream, ((Http2StreamChannel) stream.channel()).stream().id());
          unused = send(stream, body, half, body.length, exchange);
        }
      }
    }

    private ChannelFuture send(
        ChannelHandlerContext stream, byte[] body, int from, int to, Exchange exchange) {
      exchange.sent(to - from);
      return stream.writeAndFlush(
          new DefaultHttp2DataFrame(
              Unpooled.copiedBuffer(body, from, to - from), to == body.length));
    }

    private void reset(ChannelHandlerContext stream, Http2Error error) {
      var unused = stream.writeAndFlush(new DefaultHttp2ResetFrame(error));
    }

    private void goAway(ChannelHandlerContext stream, int lastStream) {
      ChannelHandlerContext connection =
          stream.channel().parent().pipeline().context(Http2FrameCodec.class);
      var unused =
          ((Http2FrameCodec) connection.handler())
              .goAway(
                  connection,
                  lastStream,
                  Http2Error.NO_ERROR.code(),
                  Unpooled.EMPTY_BUFFER,
                  connection.newPromise());
      connection.flush();
    }
  }

  private static ReceivedRequest request(Http2Headers headers) {
    Map<String, String> byName = new HashMap<>();
    headers.forEach(header -> byName.put(header.getKey().toString(), header.getValue().toString()));
    return new ReceivedRequest(headers.method().toString(), headers.path().toString(), byName);
  }
}
