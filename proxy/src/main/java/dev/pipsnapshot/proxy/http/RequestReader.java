package dev.pipsnapshot.proxy.http;

import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import dev.pipsnapshot.proxy.route.Route;
import dev.pipsnapshot.proxy.service.Request;
import dev.pipsnapshot.proxy.service.RequestedRange;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a routed HTTP request to what the service is asked. */
final class RequestReader {
  private RequestReader() {}

  /**
   * The question for the service.
   *
   * @throws RefusedRequestException if {@code ?format=} asks for a format that there is not, or the
   *     query cannot be decoded
   */
  static Request read(HttpRequest request, String target, Route.Resource resource)
      throws RefusedRequestException {
    HttpHeaders headers = request.headers();
    return new Request(
        resource,
        RequestKind.of(resource).isIndexPage() ? format(headers, target) : PageFormat.HTML,
        Negotiation.acceptsGzip(headers.getAll(HttpHeaderNames.ACCEPT_ENCODING)),
        request.method().equals(HttpMethod.GET) ? range(headers, resource) : Optional.empty());
  }

  private static PageFormat format(HttpHeaders headers, String target)
      throws RefusedRequestException {
    if (target.indexOf('?') >= 0) {
      List<String> named = parameters(target).get("format");
      if (named != null) {
        // In a query a plus sign stands for a space, and the types hold one.
        String type = named.get(0).replace(' ', '+');
        return Negotiation.formatNamed(type)
            .orElseThrow(() -> new RefusedRequestException(ErrorResponses.noSuchFormat(type)));
      }
    }
    return Negotiation.format(headers.getAll(HttpHeaderNames.ACCEPT));
  }

  private static Map<String, List<String>> parameters(String target)
      throws RefusedRequestException {
    try {
      return new QueryStringDecoder(target).parameters();
    } catch (IllegalArgumentException e) {
      throw new RefusedRequestException(
          ErrorResponses.malformed("The URL's query holds a '%' that encodes nothing."));
    }
  }

  private static Optional<RequestedRange> range(HttpHeaders headers, Route route) {
    List<String> ranges = headers.getAll(HttpHeaderNames.RANGE);
    if (ranges.size() != 1) {
      return Optional.empty();
    }
    String ifRange = headers.get(HttpHeaderNames.IF_RANGE);
    return ifRange == null || ifRange.equals(validator(route))
        ? RequestedRange.parse(ranges.get(0))
        : Optional.empty();
  }

  private static String validator(Route route) {
    return route instanceof Route.Artifact artifact
            && artifact.key() instanceof ArtifactKey.ByContent content
        ? EntityTags.quoted(content.digest().hex())
        : "";
  }
}
