package dev.pipsnapshot.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Frames one response and writes it. Belongs to its channel's event loop. */
// What a listener does not see, nobody waits for: a close, or a flush with the next write.
@SuppressWarnings("FutureReturnValueIgnored")
final class ResponseWriter {
  private static final int LARGE_HEAP_BODY = 256 * 1024;

  /** Told once, when a response has left or has been given up. */
  interface Listener {
    /**
     * @param bodyBytes how much of the body the network took
     * @param failure why the body is not complete
     */
    void written(long bodyBytes, Optional<Throwable> failure);
  }

  private final ChannelHandlerContext ctx;
  private final Response response;
  private final boolean headOnly;
  private final boolean keepAlive;
  private final Framing framing;
  private @Nullable FeedWriter feedWriter;

  /** How the end of a body of unknown length is told. */
  enum Framing {
    CHUNKED,
    CLOSE_DELIMITED
  }

  private ResponseWriter(
      ChannelHandlerContext ctx,
      Response response,
      boolean headOnly,
      boolean keepAlive,
      Framing framing) {
    this.ctx = ctx;
    this.response = response;
    this.headOnly = headOnly;
    this.keepAlive = keepAlive;
    this.framing = framing;
  }

  /** A writer that leaves the connection open for another request, if it may. */
  static ResponseWriter answering(
      ChannelHandlerContext ctx, Response response, Exchange exchange, String date) {
    Framing framing = exchange.speaksHttp11() ? Framing.CHUNKED : Framing.CLOSE_DELIMITED;
    boolean delimitedByClose =
        !exchange.headOnly()
            && framing == Framing.CLOSE_DELIMITED
            && lengthUnknown(response.body());
    if (!exchange.keepAlive() || delimitedByClose) {
      return closing(ctx, response, exchange, date);
    }
    HttpHeaders headers = response.headers().set(HttpHeaderNames.DATE, date);
    if (!exchange.speaksHttp11()) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    return new ResponseWriter(ctx, response, exchange.headOnly(), true, framing);
  }

  /** A writer of the last response of a connection. */
  static ResponseWriter closing(
      ChannelHandlerContext ctx, Response response, Exchange exchange, String date) {
    announceClose(response, date);
    Framing framing = exchange.speaksHttp11() ? Framing.CHUNKED : Framing.CLOSE_DELIMITED;
    return new ResponseWriter(ctx, response, exchange.headOnly(), false, framing);
  }

  /** A writer of a response that no request has asked for. */
  static ResponseWriter unasked(ChannelHandlerContext ctx, Response response, String date) {
    announceClose(response, date);
    return new ResponseWriter(ctx, response, false, false, Framing.CLOSE_DELIMITED);
  }

  private static void announceClose(Response response, String date) {
    response
        .headers()
        .set(HttpHeaderNames.DATE, date)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
  }

  /** Whether another request may follow on the connection. */
  boolean keepsAlive() {
    return keepAlive;
  }

  /** Whether a closed connection is the only sign of the body's end, so that only a reset tells. */
  boolean endsByClose() {
    return framing == Framing.CLOSE_DELIMITED && lengthUnknown(response.body());
  }

  void write(Listener listener) {
    ResponseBody body = response.body();
    if (body instanceof ResponseBody.Whole whole) {
      writeWhole(whole.bytes(), listener);
    } else if (body instanceof ResponseBody.Fed fed) {
      writeFed(fed, listener);
    } else {
      writeFull(Unpooled.EMPTY_BUFFER, listener);
    }
  }

  /** The client has gone. */
  void abandon() {
    if (feedWriter != null) {
      feedWriter.abandon();
    }
  }

  private void writeWhole(ByteBuffer bytes, Listener listener) {
    if (!headOnly && !bytes.isDirect() && bytes.remaining() > LARGE_HEAP_BODY) {
      var length = OptionalLong.of(bytes.remaining());
      writeFed(new ResponseBody.Fed(new SlicedFeed(bytes), length), listener);
      return;
    }
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(bytes.remaining()));
    writeFull(
        headOnly ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(bytes.duplicate()), listener);
  }

  private void writeFull(ByteBuf content, Listener listener) {
    long bytes = content.readableBytes();
    var message =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            response.status(),
            content,
            response.headers(),
            EmptyHttpHeaders.INSTANCE);
    ctx.writeAndFlush(message)
        .addListener(
            done ->
                listener.written(done.isSuccess() ? bytes : 0, Optional.ofNullable(done.cause())));
  }

  private void writeFed(ResponseBody.Fed fed, Listener listener) {
    HttpHeaders headers = response.headers();
    if (fed.length().isPresent()) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(fed.length().getAsLong()));
    } else if (!headOnly && framing == Framing.CHUNKED) {
      headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    if (headOnly) {
      fed.feed().close();
      writeFull(Unpooled.EMPTY_BUFFER, listener);
      return;
    }
    ctx.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, response.status(), headers));
    var writer = new FeedWriter(ctx, fed.feed(), fed.length(), listener);
    feedWriter = writer;
    writer.start();
  }

  private static boolean lengthUnknown(ResponseBody body) {
    return body instanceof ResponseBody.Fed fed && fed.length().isEmpty();
  }
}
