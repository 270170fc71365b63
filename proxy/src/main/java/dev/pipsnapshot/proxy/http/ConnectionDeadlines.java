package dev.pipsnapshot.proxy.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.handler.timeout.WriteTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives up a connection that is late with its next request head, however it drips, or that takes
 * nothing of its response. One slow tick per connection instead of timers per request: deadlines
 * are kept to within half of the shortest.
 */
final class ConnectionDeadlines extends ChannelDuplexHandler {
  private final ServerLimits limits;
  private final long tickNanos;

  private boolean awaitingHead = true;
  private Duration patience;
  private long since = System.nanoTime();
  private long progressMark;
  private @Nullable Future<?> tick;

  ConnectionDeadlines(ServerLimits limits) {
    this.limits = limits;
    this.patience = limits.requestHead();
    long shortest =
        Math.min(
            Math.min(limits.requestHead().toNanos(), limits.keepAlive().toNanos()),
            limits.writeStall().toNanos());
    this.tickNanos = Math.max(1, shortest / 2);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    tick =
        ctx.executor()
            .scheduleWithFixedDelay(() -> check(ctx), tickNanos, tickNanos, TimeUnit.NANOSECONDS);
    ctx.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (tick != null) {
      tick.cancel(false);
    }
    ctx.fireChannelInactive();
  }

  /** A whole request head. */
  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    awaitingHead = false;
    patience = limits.keepAlive();
    since = System.nanoTime();
    ctx.fireChannelRead(message);
  }

  /** The handlers behind are ready for the next request. */
  @Override
  public void read(ChannelHandlerContext ctx) {
    awaitingHead = true;
    since = System.nanoTime();
    ctx.read();
  }

  private void check(ChannelHandlerContext ctx) {
    long now = System.nanoTime();
    if (awaitingHead) {
      if (now - since > patience.toNanos()) {
        ctx.fireExceptionCaught(ReadTimeoutException.INSTANCE);
      }
      return;
    }
    ChannelOutboundBuffer out = ctx.channel().unsafe().outboundBuffer();
    if (out == null || out.isEmpty()) {
      // The client waits for us; the gateway has deadlines of its own.
      since = now;
      return;
    }
    long mark = out.totalPendingWriteBytes() * 31 + out.currentProgress();
    if (mark != progressMark) {
      progressMark = mark;
      since = now;
    } else if (now - since > limits.writeStall().toNanos()) {
      ctx.fireExceptionCaught(WriteTimeoutException.INSTANCE);
    }
  }
}
