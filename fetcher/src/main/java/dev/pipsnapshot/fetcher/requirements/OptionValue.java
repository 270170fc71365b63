package dev.pipsnapshot.fetcher.requirements;

/** The value of an option, in the three ways in which it can be attached. */
final class OptionValue {
  private static final int SHORT_NAME_LENGTH = 2;

  private OptionValue() {}

  /**
   * The value of the option {@code token}.
   *
   * @param next the token after it, empty if there is none
   */
  static String of(String token, String next) {
    if (token.startsWith("--")) {
      int equals = token.indexOf('=');
      return equals < 0 ? next : token.substring(equals + 1);
    }
    return token.length() > SHORT_NAME_LENGTH ? token.substring(SHORT_NAME_LENGTH) : next;
  }
}
