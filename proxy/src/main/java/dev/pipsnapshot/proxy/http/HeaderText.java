package dev.pipsnapshot.proxy.http;

/** Text made fit for header values and log lines, where a line break would start a forged one. */
final class HeaderText {
  private static final int MAX_LENGTH = 2048;

  private HeaderText() {}

  /** {@code text} with everything but printable ASCII replaced by question marks, and cut. */
  static String sanitised(String text) {
    int length = Math.min(text.length(), MAX_LENGTH);
    for (int i = 0; i < length; i++) {
      if (!isPlain(text.charAt(i))) {
        return replaced(text, length);
      }
    }
    return length == text.length() ? text : text.substring(0, length);
  }

  private static String replaced(String text, int length) {
    StringBuilder plain = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      plain.append(isPlain(c) ? c : '?');
    }
    return plain.toString();
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c <= '~';
  }
}
