package dev.pipsnapshot.proxy.http;

import dev.pipsnapshot.proxy.route.Router;
import dev.pipsnapshot.proxy.service.Gateway;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.time.Clock;

/** What a request passes through, in order, on each connection. */
final class ConnectionInitializer extends ChannelInitializer<Channel> {
  private final ServerSettings settings;
  private final Clock clock;
  private final Router router;
  private final Gateway gateway;
  private final RequestListener listener;
  private final ForeignHostLog foreign;
  private final ChannelGroup connections;

  ConnectionInitializer(
      ServerSettings settings,
      Clock clock,
      Router router,
      Gateway gateway,
      RequestListener listener,
      ChannelGroup connections) {
    this.foreign = new ForeignHostLog();
    this.settings = settings;
    this.clock = clock;
    this.router = router;
    this.gateway = gateway;
    this.listener = listener;
    this.connections = connections;
  }

  @Override
  protected void initChannel(Channel channel) {
    ServerLimits limits = settings.limits();
    boolean full = connections.size() >= limits.connections();
    connections.add(channel);
    ChannelPipeline pipeline = channel.pipeline();
    if (full) {
      pipeline.addLast(new HttpResponseEncoder(), new Refusal(new DateHeader(clock)));
      return;
    }
    pipeline.addLast(
        new StrictRequestDecoder(limits),
        new HttpResponseEncoder(),
        new RequestSequencer(),
        new ConnectionDeadlines(limits),
        new RequestDispatcher(check(), router, gateway, listener, new DateHeader(clock)));
  }

  private RequestCheck check() {
    return new RequestCheck(new HostPolicy(settings.allowedHosts()), foreign);
  }

  /** Answers a connection too many without waiting for its request. */
  private static final class Refusal extends ChannelInboundHandlerAdapter {
    private final DateHeader date;

    Refusal(DateHeader date) {
      this.date = date;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      var response = ErrorResponses.tooManyConnections();
      ResponseWriter.unasked(ctx, response, date.value())
          .write((bytes, failure) -> LingeringClose.start(ctx.channel()));
    }
  }
}
