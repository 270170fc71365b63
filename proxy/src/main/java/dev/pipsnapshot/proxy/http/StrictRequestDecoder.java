package dev.pipsnapshot.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ByteProcessor;
import io.netty.util.ReferenceCountUtil;

/**
 * Decodes request heads, and fails on everything that two parsers could read differently: folded
 * header lines, line breaks that are not CRLF, NUL, and two framings at once. Since no request here
 * has a body, these rules hold for every byte of a connection.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {
  private final LineRules rules = new LineRules();
  private boolean broken;

  StrictRequestDecoder(ServerLimits limits) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(limits.requestLineBytes())
            .setMaxHeaderSize(limits.headerBytes())
            .setStrictLineParsing(true));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    if (broken) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof ByteBuf bytes && bytes.forEachByte(rules) >= 0) {
      broken = true;
      bytes.release();
      ctx.fireChannelRead(malformed());
    } else {
      super.channelRead(ctx, message);
    }
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
  }

  private static HttpRequest malformed() {
    var request = new DefaultHttpRequest(HttpVersion.HTTP_1_0, HttpMethod.GET, "/");
    request.setDecoderResult(
        DecoderResult.failure(new IllegalArgumentException("ambiguous line structure")));
    return request;
  }

  /** Goes on as long as the bytes obey; the last byte is remembered from one buffer to the next. */
  private static final class LineRules implements ByteProcessor {
    private byte previous;

    @Override
    public boolean process(byte current) {
      boolean bareLineFeed = current == '\n' && previous != '\r';
      boolean bareReturn = previous == '\r' && current != '\n';
      boolean folded = previous == '\n' && (current == ' ' || current == '\t');
      previous = current;
      return current != 0 && !bareLineFeed && !bareReturn && !folded;
    }
  }
}
