package dev.pipsnapshot.integration.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;

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
    return send(request.build());
  }

  /** GET of a body to be read as it comes; a broken one fails to be read to its end. */
  public static InputStream open(URI uri) throws IOException {
    try {
      return CLIENT
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream())
          .body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for " + uri, e);
    }
  }

  /** HEAD. */
  public static HttpResponse<byte[]> head(URI uri) {
    return send(
        HttpRequest.newBuilder(uri).method("HEAD", HttpRequest.BodyPublishers.noBody()).build());
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

  /** GET with headers, under way when this returns. */
  public static CompletableFuture<HttpResponse<byte[]>> begin(
      URI uri, Map<String, String> headers) {
    var request = HttpRequest.newBuilder(uri);
    headers.forEach(request::header);
    return CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** The body without gzip, if it came so. */
  public static byte[] unpacked(HttpResponse<byte[]> response) {
    if (!response.headers().firstValue("Content-Encoding").equals(Optional.of("gzip"))) {
      return response.body();
    }
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      return unpacked.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private static HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for " + request.uri(), e);
    }
  }
}
