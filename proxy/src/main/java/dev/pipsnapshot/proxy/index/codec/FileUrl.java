package dev.pipsnapshot.proxy.index.codec;

import dev.pipsnapshot.proxy.index.AsciiSet;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A link to a file, resolved.
 *
 * @param url absolute http or https URL without user information and fragment
 * @param fragment what followed {@code #}, or empty text
 */
record FileUrl(String url, String fragment) {
  private static final String NEVER_IN_URLS = " \"<>\\^`{|}";
  private static final String NEVER_IN_PATHS = NEVER_IN_URLS + "[]";

  /** What may precede a path: there alone brackets have a meaning, around IPv6 addresses. */
  private static final Pattern SCHEME_AND_AUTHORITY =
      Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*");

  private static final Pattern ENDS_OF_LINES = Pattern.compile("[\\t\\n\\r]+");

  private static final AsciiSet PLAIN = AsciiSet.UNRESERVED.and("/:+!,=&?;$'()*");
  private static final AsciiSet STARTING_HOSTS = AsciiSet.lettersAndDigits();

  /** Resolves {@code link}, which may be relative; empty if it leads to no http or https URL. */
  static Optional<FileUrl> resolve(URI base, String link) {
    int plain = PLAIN.lengthOfPrefix(link);
    if (plain < link.length() && hasInvisible(link)) {
      var visible = clean(link);
      return resolve(base, visible, PLAIN.lengthOfPrefix(visible));
    }
    return resolve(base, link, plain);
  }

  private static Optional<FileUrl> resolve(URI base, String link, int plain) {
    int hash = plain == link.length() ? plain : link.indexOf('#', plain);
    boolean hasFragment = hash >= 0 && hash < link.length();
    var target = hasFragment ? link.substring(0, hash) : link;
    var fragment = hasFragment ? link.substring(hash + 1) : "";
    if (plain == target.length() && isAbsolute(target)) {
      return Optional.of(new FileUrl(target, fragment));
    }
    if (target.isEmpty()) {
      return Optional.empty();
    }
    try {
      var resolved = base.resolve(new URI(encode(target)));
      var scheme = resolved.getScheme();
      boolean usable =
          ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
              && resolved.getRawAuthority() != null;
      return usable
          ? withoutUserInfo(resolved).map(url -> new FileUrl(url, fragment))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * The last segment of the path, decoded once: the file's name, to pip too. Empty text if the path
   * ends in a slash or cannot be decoded.
   */
  String lastSegment() {
    int query = url.indexOf('?');
    var path = query < 0 ? url : url.substring(0, query);
    var segment = path.substring(path.lastIndexOf('/') + 1);
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static boolean hasInvisible(String link) {
    for (int i = 0; i < link.length(); i++) {
      if (link.charAt(i) <= ' ') {
        return true;
      }
    }
    return false;
  }

  /**
   * The link without what browsers and pip do not see: white space and control characters at either
   * end, ends of lines and tabs anywhere (WHATWG URL, section 4.4).
   */
  private static String clean(String link) {
    int start = 0;
    int end = link.length();
    while (start < end && link.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && link.charAt(end - 1) <= ' ') {
      end--;
    }
    return ENDS_OF_LINES.matcher(link.substring(start, end)).replaceAll("");
  }

  /** Nearly all links are; parsing each of them as a URI would double the time for a page. */
  private static boolean isAbsolute(String link) {
    int host = link.startsWith("https://") ? 8 : link.startsWith("http://") ? 7 : link.length();
    return host < link.length()
        && STARTING_HOSTS.contains(link.charAt(host))
        && !link.contains("/../");
  }

  /** Nobody is sent what stands there, and whoever sees the page would see it. */
  private static Optional<String> withoutUserInfo(URI url) {
    var text = url.toString();
    var authority = url.getRawAuthority();
    int host = authority.lastIndexOf('@') + 1;
    int start = text.indexOf("//") + 2;
    return host == authority.length()
        ? Optional.empty()
        : Optional.of(text.substring(0, start) + text.substring(start + host));
  }

  private static String encode(String link) {
    var start = SCHEME_AND_AUTHORITY.matcher(link);
    int path = start.lookingAt() ? start.end() : 0;
    return encode(link.substring(0, path), NEVER_IN_URLS)
        + encode(link.substring(path), NEVER_IN_PATHS);
  }

  /** Percent-encodes what may not stand there, as browsers do, and leaves all else alone. */
  private static String encode(String part, String never) {
    var out = new StringBuilder(part.length() + 16);
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 0x7f && never.indexOf(b) < 0) {
        out.append((char) b);
      } else {
        out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return out.toString();
  }
}
