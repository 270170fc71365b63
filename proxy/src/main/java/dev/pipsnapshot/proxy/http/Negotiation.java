package dev.pipsnapshot.proxy.http;

import dev.pipsnapshot.proxy.index.PageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Proactive content negotiation (RFC 9110, section 12.5), with the media types of PEP 691. HTML is
 * what a client gets that wants nothing in particular or nothing that there is.
 */
final class Negotiation {
  private static final Map<String, PageFormat> MEDIA_TYPES =
      Map.of(
          "text/html", PageFormat.HTML,
          "application/vnd.pypi.simple.v1+html", PageFormat.HTML_V1,
          "application/vnd.pypi.simple.latest+html", PageFormat.HTML_V1,
          "application/vnd.pypi.simple.v1+json", PageFormat.JSON_V1,
          "application/vnd.pypi.simple.latest+json", PageFormat.JSON_V1);

  private Negotiation() {}

  /** The format of a media type that was asked for outright, as by {@code ?format=}. */
  static Optional<PageFormat> formatNamed(String mediaType) {
    return Optional.ofNullable(MEDIA_TYPES.get(mediaType.toLowerCase(Locale.ROOT)));
  }

  /**
   * The best format for the values of {@code Accept}: highest quality first, then what is named
   * over what a wildcard covers; among those named, JSON, which says more.
   */
  static PageFormat format(List<String> accept) {
    PageFormat best = PageFormat.HTML;
    double bestScore = 0;
    List<WeightedToken> ranges = tokens(accept);
    for (PageFormat format : PageFormat.values()) {
      double score = score(format, ranges);
      if (score > bestScore) {
        best = format;
        bestScore = score;
      }
    }
    return best;
  }

  /** Whether the values of {@code Accept-Encoding} admit gzip. */
  static boolean acceptsGzip(List<String> acceptEncoding) {
    double any = 0;
    for (WeightedToken coding : tokens(acceptEncoding)) {
      if (coding.token().equals("gzip") || coding.token().equals("x-gzip")) {
        return coding.quality() > 0;
      }
      if (coding.token().equals("*")) {
        any = coding.quality();
      }
    }
    return any > 0;
  }

  /** Quality, with a bonus too small to overrule it for the way in which the format was named. */
  private static double score(PageFormat format, List<WeightedToken> ranges) {
    int specificity = -1;
    double quality = 0;
    for (WeightedToken range : ranges) {
      int match = specificity(format, range.token());
      if (match > specificity) {
        specificity = match;
        quality = range.quality();
      }
    }
    if (quality == 0) {
      return 0;
    }
    int named = specificity == 2 ? richness(format) : 0;
    return quality + named * 1e-5;
  }

  private static int richness(PageFormat format) {
    return switch (format) {
      case HTML -> 1;
      case HTML_V1 -> 2;
      case JSON_V1 -> 3;
    };
  }

  private static int specificity(PageFormat format, String range) {
    if (MEDIA_TYPES.get(range) == format) {
      return 2;
    }
    String wildcard = format == PageFormat.HTML ? "text/*" : "application/*";
    if (range.equals(wildcard)) {
      return 1;
    }
    return range.equals("*/*") ? 0 : -1;
  }

  private static List<WeightedToken> tokens(List<String> values) {
    List<WeightedToken> tokens = new ArrayList<>();
    for (String value : values) {
      for (String element : value.split(",", -1)) {
        tokens.add(WeightedToken.parse(element));
      }
    }
    return tokens;
  }

  private record WeightedToken(String token, double quality) {
    static WeightedToken parse(String element) {
      String[] parts = element.split(";", -1);
      double quality = 1;
      for (int i = 1; i < parts.length; i++) {
        String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
        if (parameter.startsWith("q=")) {
          quality = quality(parameter.substring(2));
        }
      }
      return new WeightedToken(parts[0].strip().toLowerCase(Locale.ROOT), quality);
    }

    /** What is no quality value counts as none given. */
    private static double quality(String text) {
      boolean numeric =
          !text.isEmpty()
              && text.length() <= 5
              && hasDigitsAndPointsOnly(text)
              && text.indexOf('.') == text.lastIndexOf('.')
              && !text.equals(".");
      return numeric ? Math.min(1, Double.parseDouble(text)) : 1;
    }

    private static boolean hasDigitsAndPointsOnly(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if ((c < '0' || c > '9') && c != '.') {
          return false;
        }
      }
      return true;
    }
  }
}
