package dev.pipsnapshot.proxy.http;

import dev.pipsnapshot.proxy.route.Router;
import dev.pipsnapshot.proxy.service.Gateway;
import dev.pipsnapshot.proxy.service.Reply;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Takes some requests as pip makes them through the pipeline of a connection. Done often enough, it
 * leaves the virtual machine with that code compiled, which the first clients would otherwise wait
 * for. Nothing of it reaches a network or a listener.
 */
public final class PipelineWarmUp implements Runnable {
  private static final int REQUESTS = 10;
  private static final int PORT = 8417;
  private static final byte[] REQUEST =
      """
      GET /simple/sample/ HTTP/1.1\r
      Host: 127.0.0.1:8417\r
      Accept: application/vnd.pypi.simple.v1+json, \
      application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01\r
      Accept-Encoding: gzip, deflate\r
      User-Agent: pip/23.2.1\r
      Connection: keep-alive\r
      \r
      """
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSettings settings;
  private final Clock clock;

  /** A warm-up of a server with these settings, and by this clock. */
  public PipelineWarmUp(ServerSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void run() {
    Reply page =
        new Reply.Document(
            ByteBuffer.allocateDirect(1024).asReadOnlyBuffer(),
            "application/vnd.pypi.simple.v1+json",
            Optional.of("gzip"),
            Optional.of("0".repeat(32)));
    var channel =
        new LoopbackChannel(connection(request -> CompletableFuture.completedFuture(page)));
    try {
      for (int i = 0; i < REQUESTS; i++) {
        channel.writeInbound(Unpooled.wrappedBuffer(REQUEST));
        for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
          ReferenceCountUtil.release(out);
        }
      }
    } finally {
      channel.finishAndReleaseAll();
    }
  }

  private ConnectionInitializer connection(Gateway gateway) {
    return new ConnectionInitializer(
        settings,
        clock,
        new Router(clock, Optional.empty()),
        gateway,
        RequestListener.NONE,
        new DefaultChannelGroup(GlobalEventExecutor.INSTANCE));
  }

  /** A connection without a network, whose end here has an address. */
  private static final class LoopbackChannel extends EmbeddedChannel {
    LoopbackChannel(ChannelHandler handler) {
      super(handler);
    }

    @Override
    protected SocketAddress localAddress0() {
      return InetSocketAddress.createUnresolved("127.0.0.1", PORT);
    }
  }
}
