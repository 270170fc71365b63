package dev.pipsnapshot.proxy.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The path and query of a request line (RFC 9112, section 3.2.1), decoded once.
 *
 * @param segments the decoded path segments; the last is empty if the path ends with a slash
 * @param query the query as it was sent, without its question mark; empty if there was none
 */
record RequestTarget(List<String> segments, String query) {
  /** Long enough for a token, a cutoff, a digest and a file name of 255 bytes, all encoded. */
  private static final int MAX_LENGTH = 2048;

  RequestTarget {
    segments = List.copyOf(segments);
  }

  static RequestTarget parse(String target) throws MalformedTargetException {
    if (target.length() > MAX_LENGTH) {
      throw new MalformedTargetException(
          "The URL is longer than the " + MAX_LENGTH + " characters that anything here needs.");
    }
    requirePlainAscii(target);
    if (!target.startsWith("/")) {
      throw new MalformedTargetException("The URL's path does not start with a slash.");
    }
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String query = question < 0 ? "" : target.substring(question + 1);
    List<String> segments = new ArrayList<>();
    for (String raw : path.substring(1).split("/", -1)) {
      String segment = PercentDecoder.decode(raw);
      if (segment.equals(".") || segment.equals("..")) {
        throw new MalformedTargetException("The URL's path holds a dot segment.");
      }
      segments.add(segment);
    }
    return new RequestTarget(segments, query);
  }

  /** The only value of a query parameter; a plus sign stands for itself. */
  Optional<String> parameter(String name) throws MalformedTargetException {
    Optional<String> found = Optional.empty();
    for (String pair : query.split("&", -1)) {
      if (!pair.startsWith(name + "=")) {
        continue;
      }
      if (found.isPresent()) {
        throw new MalformedTargetException("The URL gives '" + name + "' more than once.");
      }
      found = Optional.of(PercentDecoder.decode(pair.substring(name.length() + 1)));
    }
    return found;
  }

  private static void requirePlainAscii(String target) throws MalformedTargetException {
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c > '~' || c == '#' || c == '\\') {
        throw new MalformedTargetException(
            "The URL holds a character that must be percent-encoded.");
      }
    }
  }
}
