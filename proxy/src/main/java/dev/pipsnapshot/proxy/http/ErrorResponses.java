package dev.pipsnapshot.proxy.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.proxy.service.Reply;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.ByteBuffer;

/** The one table from what went wrong to HTTP statuses; bodies are plain text for people. */
final class ErrorResponses {
  private static final String RETRY_AFTER_SECONDS = "2";

  private ErrorResponses() {}

  static Response missing(Reply.Missing reply) {
    return error(HttpResponseStatus.NOT_FOUND, reply.diagnostic());
  }

  static Response failed(Reply.Failed reply) {
    Response response = error(status(reply.cause()), reply.diagnostic());
    return reply.cause() == Reply.Cause.OVERLOADED
        ? response.with(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS)
        : response;
  }

  static Response malformed(String reason) {
    return error(HttpResponseStatus.BAD_REQUEST, usage("malformed-request", reason));
  }

  static Response unknownPath() {
    return error(
        HttpResponseStatus.NOT_FOUND,
        usage("unknown-path", "Nothing lives at this URL.")
            .withHint("project pages are at /simple/{project}/"));
  }

  static Response tooManyConnections() {
    return error(
            HttpResponseStatus.SERVICE_UNAVAILABLE,
            usage("too-many-connections", "Too many connections are open; try again shortly."))
        .with(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
  }

  static Response noSuchFormat(String format) {
    return error(
        HttpResponseStatus.NOT_ACCEPTABLE,
        usage("unknown-format", "There is no page format '" + format + "'.")
            .withHint("write application/vnd.pypi.simple.v1+json or text/html"));
  }

  static Response rangeNotSatisfiable(long totalLength) {
    return error(
            HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
            usage("range-not-satisfiable", "The file has " + totalLength + " bytes."))
        .with(HttpHeaderNames.CONTENT_RANGE, "bytes */" + totalLength);
  }

  static Response bug() {
    return error(
        HttpResponseStatus.INTERNAL_SERVER_ERROR,
        Diagnostic.of(Category.BUG, "internal-error", "The proxy failed; its log says how."));
  }

  /** A refusal of the HTTP layer itself, in one sentence. */
  static Response refusal(HttpResponseStatus status, String reference, String sentence) {
    return error(status, usage(reference, sentence));
  }

  private static HttpResponseStatus status(Reply.Cause cause) {
    return switch (cause) {
      case BAD_UPSTREAM -> HttpResponseStatus.BAD_GATEWAY;
      case UPSTREAM_TIMEOUT -> HttpResponseStatus.GATEWAY_TIMEOUT;
      case OVERLOADED -> HttpResponseStatus.SERVICE_UNAVAILABLE;
      case INTERNAL -> HttpResponseStatus.INTERNAL_SERVER_ERROR;
    };
  }

  private static Diagnostic usage(String reference, String message) {
    return Diagnostic.of(Category.USAGE, reference, message);
  }

  private static Response error(HttpResponseStatus status, Diagnostic diagnostic) {
    var body = new ResponseBody.Whole(ByteBuffer.wrap(text(diagnostic).getBytes(UTF_8)));
    return new Response(status, body)
        .with(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .with("x-content-type-options", "nosniff")
        .with(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
  }

  private static String text(Diagnostic diagnostic) {
    StringBuilder text = new StringBuilder();
    appendLine(text, diagnostic.message());
    diagnostic.context().forEach(fact -> appendLine(text, fact));
    diagnostic.hint().ifPresent(hint -> appendLine(text, "hint: " + hint));
    return text.toString();
  }

  private static void appendLine(StringBuilder text, String line) {
    line.codePoints()
        .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
        .forEach(text::appendCodePoint);
    text.append('\n');
  }
}
