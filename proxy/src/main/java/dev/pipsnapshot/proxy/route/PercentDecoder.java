package dev.pipsnapshot.proxy.route;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Percent-decoding (RFC 3986, section 2.1), once and strictly: what decodes to something that could
 * be decoded or split again, or that a file system or terminal would take for a command, is
 * refused.
 */
final class PercentDecoder {
  private PercentDecoder() {}

  static String decode(String text) throws MalformedTargetException {
    String decoded = text.indexOf('%') < 0 ? text : utf8(octets(text));
    for (int i = 0; i < decoded.length(); i++) {
      refuseHostile(decoded.charAt(i));
    }
    return decoded;
  }

  private static void refuseHostile(char c) throws MalformedTargetException {
    if (Character.isISOControl(c)) {
      throw new MalformedTargetException("The URL holds an encoded control character.");
    }
    if (c == '/' || c == '\\') {
      throw new MalformedTargetException("The URL holds an encoded path separator.");
    }
    if (c == '%') {
      throw new MalformedTargetException("The URL is percent-encoded twice.");
    }
  }

  private static ByteBuffer octets(String text) throws MalformedTargetException {
    byte[] in = text.getBytes(ISO_8859_1);
    ByteBuffer out = ByteBuffer.allocate(in.length);
    for (int i = 0; i < in.length; i++) {
      if (in[i] != '%') {
        out.put(in[i]);
        continue;
      }
      int high = i + 1 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw new MalformedTargetException(
            "The URL holds a '%' that two hexadecimal digits do not follow.");
      }
      out.put((byte) (high << 4 | low));
      i += 2;
    }
    return out.flip();
  }

  private static String utf8(ByteBuffer octets) throws MalformedTargetException {
    try {
      return UTF_8.newDecoder().decode(octets).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedTargetException("The URL holds encoded bytes that are not UTF-8.");
    }
  }
}
