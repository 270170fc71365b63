package dev.pipsnapshot.proxy.index.codec;

import java.util.Set;

/**
 * The names that have a meaning in either form of a page. None of them may be carried over as an
 * unknown one: the other form would then say two things of one file.
 */
final class FileMembers {
  private static final String HTML_PREFIX = "data-";

  private static final Set<String> WITH_MEANING =
      Set.of(
          "filename",
          "url",
          "hashes",
          "size",
          "upload-time",
          "requires-python",
          "yanked",
          "core-metadata",
          "dist-info-metadata",
          "data-dist-info-metadata",
          "gpg-sig",
          "provenance",
          PrivateMembers.ORIGIN_JSON,
          PrivateMembers.ORIGIN_HTML.substring(HTML_PREFIX.length()));

  private FileMembers() {}

  /** Whether {@code name} means something, as a member or behind {@code data-}. */
  static boolean hasMeaning(String name) {
    return WITH_MEANING.contains(name);
  }
}
