package dev.pipsnapshot.proxy.http;

import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.ByteRange;
import dev.pipsnapshot.proxy.service.Reply;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** From what the service replies to what HTTP says: statuses, validators and caching. */
final class Responses {
  /** On every answer below an index URL, so that no view is taken for an index. */
  static final String CUTOFF = "x-pip-snapshot-cutoff";

  private static final String NOTE = "x-pip-snapshot-note";
  private static final String FETCHED_AT = "x-pip-snapshot-fetched-at";
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";
  private static final String VARY = "Accept, Accept-Encoding";

  private Responses() {}

  /**
   * The response to a request of this kind that sent these {@code If-None-Match} values. Closes the
   * reply's feed if its bytes are not wanted.
   */
  static Response of(Reply reply, RequestKind kind, List<String> ifNoneMatch) {
    if (reply instanceof Reply.Document document) {
      return document(document, kind, ifNoneMatch);
    }
    if (reply instanceof Reply.File file) {
      return file(file, kind, ifNoneMatch);
    }
    if (reply instanceof Reply.PassedThrough passed) {
      return passedThrough(passed, kind);
    }
    if (reply instanceof Reply.RangeNotSatisfiable range) {
      return ErrorResponses.rangeNotSatisfiable(range.totalLength());
    }
    if (reply instanceof Reply.Missing missing) {
      return ErrorResponses.missing(missing);
    }
    return ErrorResponses.failed((Reply.Failed) reply);
  }

  static Response moved(String relativeLocation) {
    return new Response(
            HttpResponseStatus.MOVED_PERMANENTLY, new ResponseBody.Whole(ByteBuffer.allocate(0)))
        .with(HttpHeaderNames.LOCATION, relativeLocation);
  }

  /** The feed of a reply that nobody will read. */
  static Optional<BodyFeed> feedOf(Reply reply) {
    if (reply instanceof Reply.File file) {
      return Optional.of(file.feed());
    }
    return reply instanceof Reply.PassedThrough passed
        ? Optional.of(passed.feed())
        : Optional.empty();
  }

  private static Response document(
      Reply.Document document, RequestKind kind, List<String> ifNoneMatch) {
    if (isCurrent(document.entityTag(), ifNoneMatch)) {
      return dated(validated(notModified(), document.entityTag(), kind), document);
    }
    var body = new ResponseBody.Whole(document.body());
    Response response =
        validated(new Response(HttpResponseStatus.OK, body), document.entityTag(), kind)
            .with(HttpHeaderNames.CONTENT_TYPE, document.contentType());
    if (document.coding().isPresent()) {
      response.with(HttpHeaderNames.CONTENT_ENCODING, document.coding().get());
    }
    return dated(response, document);
  }

  private static Response dated(Response response, Reply.Document document) {
    if (document.fetchedAt().isPresent()) {
      response.with(FETCHED_AT, document.fetchedAt().get().toString());
    }
    return response;
  }

  private static Response file(Reply.File file, RequestKind kind, List<String> ifNoneMatch) {
    if (isCurrent(file.entityTag(), ifNoneMatch)) {
      file.feed().close();
      return validated(notModified(), file.entityTag(), kind);
    }
    boolean partial = file.range().isPresent();
    OptionalLong length =
        file.range().map(range -> OptionalLong.of(range.length())).orElse(file.totalLength());
    Response response =
        validated(
                new Response(
                    partial ? HttpResponseStatus.PARTIAL_CONTENT : HttpResponseStatus.OK,
                    new ResponseBody.Fed(file.feed(), length)),
                file.entityTag(),
                kind)
            .with(HttpHeaderNames.CONTENT_TYPE, file.contentType())
            .with(HttpHeaderNames.ACCEPT_RANGES, HttpHeaderValues.BYTES);
    file.range()
        .ifPresent(
            range ->
                response.with(
                    HttpHeaderNames.CONTENT_RANGE, contentRange(range, file.totalLength())));
    return response;
  }

  private static Response passedThrough(Reply.PassedThrough passed, RequestKind kind) {
    var body = new ResponseBody.Fed(passed.feed(), OptionalLong.empty());
    Response response =
        validated(new Response(HttpResponseStatus.OK, body), Optional.empty(), kind)
            .with(HttpHeaderNames.CONTENT_TYPE, passed.contentType());
    passed.note().ifPresent(note -> response.with(NOTE, note));
    return response;
  }

  private static boolean isCurrent(Optional<String> tag, List<String> ifNoneMatch) {
    return tag.isPresent() && EntityTags.anyMatches(ifNoneMatch, tag.get());
  }

  private static Response notModified() {
    return new Response(HttpResponseStatus.NOT_MODIFIED, new ResponseBody.None());
  }

  private static Response validated(Response response, Optional<String> tag, RequestKind kind) {
    if (tag.isPresent()) {
      response.with(HttpHeaderNames.ETAG, EntityTags.quoted(tag.get()));
    }
    if (kind.isIndexPage()) {
      response.with(HttpHeaderNames.VARY, VARY);
      response.with(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
    } else if (kind.isImmutable()) {
      response.with(HttpHeaderNames.CACHE_CONTROL, IMMUTABLE);
    } else {
      response.with(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    }
    return response;
  }

  private static String contentRange(ByteRange range, OptionalLong totalLength) {
    String total = totalLength.isPresent() ? Long.toString(totalLength.getAsLong()) : "*";
    return "bytes " + range.first() + "-" + range.last() + "/" + total;
  }
}
