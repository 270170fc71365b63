package dev.pipsnapshot.fetcher.lock;

import java.util.regex.Pattern;

/** What other tools read as a version or as a set of specifiers (PEP 440). */
final class VersionText {
  private static final String RELEASE = "v?(\\d{1,9}!)?\\d{1,18}(\\.\\d{1,18}){0,20}";
  private static final String PRE = "([-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?\\d{0,9})?";
  private static final String POST = "(-\\d{1,9}|[-_.]?(post|rev|r)[-_.]?\\d{0,9})?";
  private static final String DEV = "([-_.]?dev[-_.]?\\d{0,9})?";
  private static final String LOCAL = "(\\+[a-z0-9]{1,64}([-_.][a-z0-9]{1,64}){0,20})?";
  private static final String PUBLIC = RELEASE + PRE + POST + DEV;
  private static final Pattern VERSION = Pattern.compile(PUBLIC + LOCAL, Pattern.CASE_INSENSITIVE);

  /** {@code >=3.6.*} is what old uploads say, and what today's tools stop at. */
  private static final String CLAUSE =
      "\\s*((<|>|<=|>=|~=)\\s*"
          + PUBLIC
          + "|(==|!=)\\s*("
          + PUBLIC
          + "|"
          + RELEASE
          + "\\.\\*))\\s*";

  private static final Pattern SPECIFIERS =
      Pattern.compile(CLAUSE + "(," + CLAUSE + "){0,30}", Pattern.CASE_INSENSITIVE);
  private static final Pattern COMPATIBLE_WITH_ONE_SEGMENT =
      Pattern.compile(".*~=\\s*\\d+\\s*(,.*)?");
  private static final int MAX_LENGTH = 500;

  private VersionText() {}

  static boolean isVersion(String text) {
    return text.length() <= MAX_LENGTH && VERSION.matcher(text).matches();
  }

  static boolean isSpecifierSet(String text) {
    return text.length() <= MAX_LENGTH
        && SPECIFIERS.matcher(text).matches()
        && !COMPATIBLE_WITH_ONE_SEGMENT.matcher(text).matches();
  }
}
