package dev.pipsnapshot.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Locale;

/**
 * What every request must be before it is routed: well-formed, {@code GET} or {@code HEAD}, without
 * a body, for this host. Each refusal costs the connection, so that nothing of a refused request
 * can be taken for another.
 */
final class RequestCheck {
  private static final String SCHEME = "http://";

  private final HostPolicy hosts;
  private final ForeignHostLog foreign;

  RequestCheck(HostPolicy hosts, ForeignHostLog foreign) {
    this.hosts = hosts;
    this.foreign = foreign;
  }

  /** The path and query that {@code request} asks for. */
  String target(HttpRequest request) throws RefusedRequestException {
    requireWellFormed(request);
    requireVersion(request.protocolVersion());
    requireReading(request.method());
    requireNoBody(request.headers());
    String target = request.uri();
    requireHost(request);
    if (!target.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return target;
    }
    int path = target.indexOf('/', SCHEME.length());
    requireOurs(target.substring(SCHEME.length(), path < 0 ? target.length() : path));
    return path < 0 ? "/" : target.substring(path);
  }

  private static void requireWellFormed(HttpRequest request) throws RefusedRequestException {
    if (request.decoderResult().isSuccess()) {
      return;
    }
    Throwable cause = request.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException) {
      throw refused(
          HttpResponseStatus.REQUEST_URI_TOO_LONG, "uri-too-long", "The URL is too long.");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      throw refused(
          HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
          "headers-too-large",
          "The headers are too large.");
    }
    throw bad("This is no well-formed HTTP/1.1 request.");
  }

  private static void requireVersion(HttpVersion version) throws RefusedRequestException {
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      throw refused(
          HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED,
          "http-version",
          "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
    }
  }

  private static void requireReading(HttpMethod method) throws RefusedRequestException {
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      throw new RefusedRequestException(
          ErrorResponses.refusal(
                  HttpResponseStatus.METHOD_NOT_ALLOWED,
                  "method-not-allowed",
                  "Only GET and HEAD have a meaning here.")
              .with(HttpHeaderNames.ALLOW, "GET, HEAD"));
    }
  }

  private static void requireNoBody(HttpHeaders headers) throws RefusedRequestException {
    List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
    boolean empty = lengths.isEmpty() || lengths.equals(List.of("0"));
    if (!empty || headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
      throw refused(
          HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
          "request-body",
          "Requests with a body have no meaning here.");
    }
    if (headers.contains(HttpHeaderNames.EXPECT)) {
      throw refused(
          HttpResponseStatus.EXPECTATION_FAILED, "expectation", "No expectation is met here.");
    }
  }

  private void requireHost(HttpRequest request) throws RefusedRequestException {
    List<String> hostHeaders = request.headers().getAll(HttpHeaderNames.HOST);
    if (hostHeaders.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
      return;
    }
    if (hostHeaders.size() != 1) {
      throw bad("An HTTP/1.1 request names its host once.");
    }
    requireOurs(hostHeaders.get(0));
  }

  private void requireOurs(String authority) throws RefusedRequestException {
    if (!hosts.admits(authority)) {
      String lower = authority.toLowerCase(Locale.ROOT);
      if (HostPolicy.isAuthority(lower)) {
        foreign.refused(lower);
      }
      throw refused(
          HttpResponseStatus.MISDIRECTED_REQUEST,
          "foreign-host",
          "'" + authority + "' is no name of this proxy; --allow-host adds one.");
    }
  }

  private static RefusedRequestException bad(String sentence) {
    return refused(HttpResponseStatus.BAD_REQUEST, "malformed-request", sentence);
  }

  private static RefusedRequestException refused(
      HttpResponseStatus status, String reference, String sentence) {
    return new RefusedRequestException(ErrorResponses.refusal(status, reference, sentence));
  }
}
