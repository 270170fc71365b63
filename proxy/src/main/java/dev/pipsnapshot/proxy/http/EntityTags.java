package dev.pipsnapshot.proxy.http;

import java.util.List;

/** Comparison of entity tags (RFC 9110, section 8.8.3). Tags of ours are strong and unquoted. */
final class EntityTags {
  private EntityTags() {}

  /** {@code tag} as it stands in an {@code ETag} header. */
  static String quoted(String tag) {
    return '"' + tag + '"';
  }

  /** Whether a client that sent these {@code If-None-Match} values has what {@code tag} names. */
  static boolean anyMatches(List<String> ifNoneMatch, String tag) {
    String quoted = quoted(tag);
    for (String value : ifNoneMatch) {
      for (String element : value.split(",", -1)) {
        String candidate = element.strip();
        if (candidate.equals("*") || withoutWeakness(candidate).equals(quoted)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String withoutWeakness(String candidate) {
    return candidate.startsWith("W/") ? candidate.substring(2) : candidate;
  }
}
