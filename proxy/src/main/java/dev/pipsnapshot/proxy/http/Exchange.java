package dev.pipsnapshot.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/** One request in work. Belongs to its channel's event loop. */
final class Exchange {
  private static final int LONGEST_AGENT = 256;

  private final HttpRequest request;
  private final SocketAddress client;
  private final long startNanos = System.nanoTime();
  private RequestKind kind = RequestKind.OTHER;
  private String target = "-";

  Exchange(HttpRequest request, SocketAddress client) {
    this.request = request;
    this.client = client;
  }

  void routed(RequestKind routeKind, String requestTarget) {
    this.kind = routeKind;
    this.target = requestTarget;
  }

  RequestKind kind() {
    return kind;
  }

  /** The path and query, fit for a log line. */
  String displayTarget() {
    return HeaderText.sanitised(target);
  }

  String displayMethod() {
    return HeaderText.sanitised(request.method().name());
  }

  /** Where the client is, or whoever stands before it. */
  String client() {
    return client instanceof InetSocketAddress address
        ? NetUtil.toSocketAddressString(address)
        : String.valueOf(client);
  }

  /** What the client says it is, fit to stand in quotes in a log line. */
  String displayAgent() {
    String agent = request.headers().get(HttpHeaderNames.USER_AGENT, "");
    String start = agent.substring(0, Math.min(agent.length(), LONGEST_AGENT));
    return HeaderText.sanitised(start).replace('"', '\'');
  }

  boolean headOnly() {
    return request.method().equals(HttpMethod.HEAD);
  }

  boolean speaksHttp11() {
    return request.protocolVersion().equals(HttpVersion.HTTP_1_1);
  }

  boolean keepAlive() {
    return HttpUtil.isKeepAlive(request);
  }

  List<String> ifNoneMatch() {
    return request.headers().getAll(HttpHeaderNames.IF_NONE_MATCH);
  }

  long nanos() {
    return System.nanoTime() - startNanos;
  }
}
