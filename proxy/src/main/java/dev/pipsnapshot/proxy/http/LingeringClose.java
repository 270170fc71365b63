package dev.pipsnapshot.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose client may still be sending: ends our side, then swallows the rest
 * within bounds. Closing outright would answer unread bytes with a reset, which can destroy the
 * response before the client reads it (RFC 9112, section 9.6).
 */
// What a listener does not see, nobody waits for: a close, or a flush with the next write.
@SuppressWarnings("FutureReturnValueIgnored")
final class LingeringClose extends ChannelInboundHandlerAdapter {
  private static final long MAX_MILLIS = 2_000;
  private static final long MAX_BYTES = 16L * 1024 * 1024;

  private long swallowed;

  private LingeringClose() {}

  /** To be called when the response has been written. */
  static void start(Channel channel) {
    if (!(channel instanceof DuplexChannel duplex)) {
      channel.close();
      return;
    }
    channel.pipeline().addFirst(new LingeringClose());
    duplex.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    var timer =
        channel.eventLoop().schedule(() -> channel.close(), MAX_MILLIS, TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(closed -> timer.cancel(false));
    channel.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    swallowed += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
    ReferenceCountUtil.release(message);
    if (swallowed > MAX_BYTES) {
      ctx.close();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.read();
  }
}
