package dev.pipsnapshot.integration.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Asks an index or a proxy the way a careful client would. */
public final class WebClient {
  private static final String JSON = "application/vnd.pypi.simple.v1+json";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private WebClient() {}

  /** GET with headers. */
  public static HttpResponse<byte[]> get(URI uri, Map<String, String> headers) {
    var request = HttpRequest.newBuilder(uri);
    headers.forEach(request::header);
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for " + uri, e);
    }
  }

  /** GET. */
  public static HttpResponse<byte[]> get(URI uri) {
    return get(uri, Map.of());
  }

  /** GET of a page as JSON. */
  public static HttpResponse<byte[]> getJson(URI uri) {
    return get(uri, Map.of("Accept", JSON));
  }

  /** GET of a page as HTML. */
  public static HttpResponse<byte[]> getHtml(URI uri) {
    return get(uri, Map.of("Accept", "text/html"));
  }

  /** The body as text. */
  public static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /** The body as JSON. */
  public static JsonNode json(HttpResponse<byte[]> response) {
    try {
      return MAPPER.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(text(response), e);
    }
  }
}
