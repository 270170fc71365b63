package dev.pipsnapshot.proxy.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Hands on one request for each {@code read()} of the handlers behind it, so that pipelined
 * requests are answered in their order. Of requests sent ahead it keeps those of one socket read,
 * and reads no more until they are worked off; otherwise it goes on reading, to see a client leave.
 */
final class RequestSequencer extends ChannelDuplexHandler {
  private final Queue<HttpRequest> sentAhead = new ArrayDeque<>();
  private boolean wanted = true;
  private boolean releasing;
  private boolean reading = true;

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.read();
    ctx.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof HttpRequest request)) {
      // The empty content that the decoder puts behind each request.
      ReferenceCountUtil.release(message);
      return;
    }
    sentAhead.add(request);
    release(ctx);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    reading = false;
    readMore(ctx);
    ctx.fireChannelReadComplete();
  }

  @Override
  public void read(ChannelHandlerContext ctx) {
    wanted = true;
    release(ctx);
    readMore(ctx);
  }

  private void release(ChannelHandlerContext ctx) {
    if (releasing) {
      return;
    }
    // A loop, for a request that is answered at once asks for the next from within.
    releasing = true;
    while (wanted && !sentAhead.isEmpty()) {
      wanted = false;
      ctx.fireChannelRead(sentAhead.remove());
    }
    releasing = false;
  }

  private void readMore(ChannelHandlerContext ctx) {
    if (!reading && sentAhead.isEmpty()) {
      reading = true;
      ctx.read();
    }
  }
}
