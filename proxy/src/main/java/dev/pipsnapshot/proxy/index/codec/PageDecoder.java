package dev.pipsnapshot.proxy.index.codec;

import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads project pages in either representation of the simple repository API.
 *
 * <p>Each page is judged by itself: one and the same index answers now in JSON and now in HTML.
 * Time and memory are bounded by a small multiple of the body's length, which the caller bounds.
 * Stateless.
 */
public final class PageDecoder {
  /** No project has as many; a page with more is an attack. */
  static final int MAX_FILES = 200_000;

  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([^\\s\";]+)", Pattern.CASE_INSENSITIVE);

  /** Creates a decoder. */
  public PageDecoder() {}

  /**
   * Reads the page of {@code project}.
   *
   * @param body the whole body, with any content coding undone
   * @param contentType value of {@code Content-Type}, if there was one
   * @param url the URL that answered, after redirects: relative links start there
   * @throws MalformedPageException if this is not a whole and right project page
   */
  public ProjectDetail decode(
      ProjectName project, byte[] body, Optional<String> contentType, URI url) {
    var mediaType = contentType.orElse("").toLowerCase(Locale.ROOT);
    return switch (firstVisible(body)) {
      case '{' -> new JsonPageReader(project, body, url).read();
      case '<' -> html(project, body, mediaType, url);
      default -> {
        if (mediaType.contains("html")) {
          yield html(project, body, mediaType, url);
        }
        throw new MalformedPageException(url, "it is neither JSON nor HTML", null);
      }
    };
  }

  private static ProjectDetail html(ProjectName project, byte[] body, String mediaType, URI url) {
    var text = new String(body, charset(mediaType));
    return new HtmlPageReader(project, text, url).read();
  }

  private static Charset charset(String mediaType) {
    var matcher = CHARSET.matcher(mediaType);
    try {
      return matcher.find() ? Charset.forName(matcher.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }

  /** The first character that is neither white space nor part of a byte order mark; 0 if none. */
  private static int firstVisible(byte[] body) {
    int start = body.length >= 3 && (body[0] & 0xff) == 0xef && (body[1] & 0xff) == 0xbb ? 3 : 0;
    for (int i = start; i < body.length; i++) {
      if (body[i] < 0 || body[i] > ' ') {
        return body[i];
      }
    }
    return 0;
  }
}
