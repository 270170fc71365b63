package dev.pipsnapshot.hasher.nar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The name of a directory entry as the raw bytes that the file system holds, whatever the locale in
 * which this process runs. Ordered by unsigned bytes, as archives are. Immutable.
 *
 * <p>Java decodes names by the locale and may lose bytes; the URI of a path does not, on Linux.
 */
public final class NarEntryName implements Comparable<NarEntryName> {
  /** A base below which nothing exists, so that no URI gets the slash of a directory. */
  private static final Path NOWHERE = Path.of("/dev/null");

  private static final String NOWHERE_PREFIX = NOWHERE + "/";
  private static final HexFormat PERCENT = HexFormat.of().withPrefix("%").withUpperCase();
  private static final char UNDECODABLE = '\uFFFD';

  private final byte[] bytes;

  private NarEntryName(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The name of the last element of {@code path}.
   *
   * @throws IllegalArgumentException if it has none
   */
  public static NarEntryName of(Path path) {
    Path name = path.getFileName();
    if (name == null) {
      throw new IllegalArgumentException("no name: " + path);
    }
    return new NarEntryName(bytesOf(name));
  }

  /** The raw bytes of a whole path, such as the target of a symbolic link; not normalised. */
  static byte[] bytesOf(Path path) {
    String decoded = path.toString();
    if (isFaithful(decoded)) {
      return decoded.getBytes(ISO_8859_1);
    }
    String raw = NOWHERE.resolve(path).toUri().getRawPath();
    if (path.isAbsolute()) {
      return percentDecode(
          raw.endsWith("/") && !decoded.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw);
    }
    return percentDecode(raw.substring(NOWHERE_PREFIX.length()));
  }

  /** The entry of this name in {@code directory}. */
  static Path resolve(Path directory, byte[] name) {
    for (byte unit : name) {
      if (unit < 0) {
        String encoded = PERCENT.formatHex(name);
        return directory.resolve(Path.of(URI.create("file:///" + encoded)).getFileName());
      }
    }
    return directory.resolve(new String(name, ISO_8859_1));
  }

  /** {@code path} for people: on one line, and with {@code \xff} for bytes that are no UTF-8. */
  public static String display(Path path) {
    return display(bytesOf(path));
  }

  /** The raw bytes, as a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public int compareTo(NarEntryName other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NarEntryName that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The name for people; not an inverse of anything. */
  @Override
  public String toString() {
    return display(bytes);
  }

  /** Whether a path that Java shows as {@code decoded} has these bytes, in every locale. */
  static boolean isFaithful(String decoded) {
    for (int i = 0; i < decoded.length(); i++) {
      char unit = decoded.charAt(i);
      // Some locales show each byte that they cannot decode as a question mark.
      if (unit >= 0x80 || unit == '?') {
        return false;
      }
    }
    return true;
  }

  private static byte[] percentDecode(String raw) {
    var decoded = new byte[raw.length()];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) == '%') {
        decoded[length++] = (byte) HexFormat.fromHexDigits(raw, i + 1, i + 3);
        i += 2;
      } else {
        decoded[length++] = (byte) raw.charAt(i);
      }
    }
    return Arrays.copyOf(decoded, length);
  }

  private static String display(byte[] bytes) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf(UNDECODABLE) < 0) {
        return escapeControls(text);
      }
    } catch (CharacterCodingException e) {
      // Falls through to the spelling that shows each byte.
    }
    var shown = new StringBuilder();
    for (byte unit : bytes) {
      if (unit > ' ' - 1 && unit < 0x7f) {
        shown.append((char) unit);
      } else {
        appendByte(shown, unit);
      }
    }
    return shown.toString();
  }

  private static String escapeControls(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    var shown = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (Character.isISOControl(point)) {
                appendByte(shown, (byte) point);
              } else {
                shown.appendCodePoint(point);
              }
            });
    return shown.toString();
  }

  private static void appendByte(StringBuilder shown, byte unit) {
    shown.append("\\x");
    HexFormat.of().toHexDigits(shown, unit);
  }
}
