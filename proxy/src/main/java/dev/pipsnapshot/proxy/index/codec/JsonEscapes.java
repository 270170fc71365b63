package dev.pipsnapshot.proxy.index.codec;

import java.util.HexFormat;

/** The escapes in JSON's strings (RFC 8259, section 7). */
final class JsonEscapes {
  /** Of a backslash, a {@code u} and four hexadecimal digits. */
  static final int UNICODE_LENGTH = 6;

  private static final String SHORT = "\"\\/bfnrt";
  private static final String MEANT = "\"\\/\b\f\n\r\t";

  private JsonEscapes() {}

  /** Whether a backslash before {@code character} makes a whole escape. */
  static boolean isShort(byte character) {
    return SHORT.indexOf(character) >= 0;
  }

  /** Whether the backslash at {@code index} begins an escape by code point. */
  static boolean isUnicode(byte[] json, int index) {
    if (index + UNICODE_LENGTH > json.length || json[index + 1] != 'u') {
      return false;
    }
    for (int i = index + 2; i < index + UNICODE_LENGTH; i++) {
      if (!HexFormat.isHexDigit(json[i])) {
        return false;
      }
    }
    return true;
  }

  /** What {@code text} means, all of whose escapes are whole. */
  static String undone(String text) {
    int backslash = text.indexOf('\\');
    if (backslash < 0) {
      return text;
    }
    var out = new StringBuilder(text.length());
    int copied = 0;
    for (; backslash >= 0; backslash = text.indexOf('\\', copied)) {
      out.append(text, copied, backslash);
      char kind = text.charAt(backslash + 1);
      if (kind == 'u') {
        copied = backslash + UNICODE_LENGTH;
        out.append((char) HexFormat.fromHexDigits(text, backslash + 2, copied));
      } else {
        copied = backslash + 2;
        out.append(MEANT.charAt(SHORT.indexOf(kind)));
      }
    }
    return out.append(text, copied, text.length()).toString();
  }
}
