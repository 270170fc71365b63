package dev.pipsnapshot.fetcher.requirements;

import java.util.regex.Pattern;

/**
 * A line of a requirements file as pip sees it: continued lines joined, comments gone, never blank.
 *
 * @param where file and line, for messages
 * @param text without white space at its ends
 */
record LogicalLine(String where, String text) {
  private static final Pattern USER_INFO = Pattern.compile("(://)[^/?#\\s]*@");

  /** The text as messages may show it: what a URL says of a user is left out. */
  String shown() {
    return USER_INFO.matcher(text).replaceAll("$1***@");
  }
}
