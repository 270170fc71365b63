package dev.pipsnapshot.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;

/** One request in work. Belongs to its channel's event loop. */
final class Exchange {
  private final HttpRequest request;
  private final long startNanos = System.nanoTime();
  private RequestKind kind = RequestKind.OTHER;
  private String target = "-";

  Exchange(HttpRequest request) {
    this.request = request;
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
