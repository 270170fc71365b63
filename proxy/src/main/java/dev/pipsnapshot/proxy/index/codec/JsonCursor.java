package dev.pipsnapshot.proxy.index.codec;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks through one JSON document (RFC 8259) front to back, and names the place where it is not as
 * it should be. After each reading method the current token is the last one of what was read.
 *
 * <p>One pass over the bytes, in a few short loops and with nothing made but the texts that are
 * asked for: a proxy that has just started still interprets what it runs, and big pages have
 * thousands of files. Every byte is checked, also of what is skipped. So it is one class, if a long
 * one: its methods share the place where they are, and a part of its own would hand that to and
 * fro.
 */
final class JsonCursor {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_STRING_LENGTH = 1 << 20;
  private static final int MAX_NAME_LENGTH = 1 << 12;
  private static final int MAX_DIGITS = 18;
  private static final int REMEMBERED_NAMES = 32;

  private enum Token {
    START,
    OBJECT,
    ARRAY,
    END,
    STRING,
    WHOLE_NUMBER,
    NUMBER,
    TRUE,
    FALSE,
    NULL
  }

  private final byte[] body;
  private final URI url;
  private final JsonPath path = new JsonPath(MAX_DEPTH);

  /** By length: names come again in each file of a page, mostly in the same order. */
  private final String[] names = new String[REMEMBERED_NAMES];

  private final int[] nameStarts = new int[REMEMBERED_NAMES];

  private Token token = Token.START;
  private int start;
  private int at;
  private boolean plain;

  /** Where a reader reads one value or member. */
  interface Reading {
    void read();
  }

  /** A cursor before the document in {@code body}, which may start with a byte order mark. */
  JsonCursor(byte[] body, URI url) {
    this.body = body;
    this.url = url;
    boolean marked =
        body.length >= 3
            && body[0] == (byte) 0xef
            && body[1] == (byte) 0xbb
            && body[2] == (byte) 0xbf;
    this.at = marked ? 3 : 0;
  }

  /** The text that {@code rawJson} spells; empty if it is no string, or one out of all bounds. */
  static Optional<String> asString(String rawJson) {
    if (!rawJson.startsWith("\"")) {
      return Optional.empty();
    }
    var json = new JsonCursor(rawJson.getBytes(StandardCharsets.UTF_8), URI.create(""));
    try {
      json.value();
      return Optional.of(json.string());
    } catch (MalformedPageException e) {
      return Optional.empty();
    }
  }

  /** Reads the whole document. */
  void document(Reading reading) {
    value();
    try {
      reading.read();
    } catch (UnexpectedValueException e) {
      throw fault(e);
    }
    blank();
    if (at < body.length) {
      throw unexpected("something follows the end of the JSON document");
    }
  }

  /**
   * Reads the current value. If it is not as {@code reading} expects, it is the current one again
   * and can be read otherwise, or passed over. What is no JSON stays a fault of the document.
   *
   * @return what was wrong, if something was
   */
  @Nullable UnexpectedValueException attempt(Reading reading) {
    int first = start;
    int depth = isObject() || isArray() ? path.depth() - 1 : path.depth();
    try {
      reading.read();
      return null;
    } catch (UnexpectedValueException e) {
      path.leaveTo(depth);
      at = first;
      value();
      return e;
    }
  }

  /** Moves to the next member's value and returns its name, or null at the end of the object. */
  @Nullable String nextMember() {
    if (isAtEnd(isObject(), '}')) {
      return null;
    }
    if (peek() != '"') {
      throw unexpected("this is not the name of a member");
    }
    quoted(MAX_NAME_LENGTH);
    var name = name();
    path.member(name);
    expect(':');
    value();
    return name;
  }

  /** Moves to the next element; false at the end of the array. */
  boolean nextElement() {
    if (isAtEnd(isArray(), ']')) {
      return false;
    }
    path.element();
    value();
    return true;
  }

  boolean isNull() {
    return token == Token.NULL;
  }

  boolean isObject() {
    return token == Token.OBJECT;
  }

  boolean isArray() {
    return token == Token.ARRAY;
  }

  boolean isString() {
    return token == Token.STRING;
  }

  boolean isNumber() {
    return token == Token.WHOLE_NUMBER || token == Token.NUMBER;
  }

  void enterObject() {
    require(isObject(), "an object");
  }

  void enterArray() {
    require(isArray(), "an array");
  }

  String string() {
    require(isString(), "a string");
    return text();
  }

  Optional<String> stringOrNull() {
    return isNull() ? Optional.empty() : Optional.of(string());
  }

  boolean bool() {
    require(token == Token.TRUE || token == Token.FALSE, "true or false");
    return token == Token.TRUE;
  }

  long wholeNumber() {
    require(token == Token.WHOLE_NUMBER, "a whole number");
    boolean negative = body[start] == '-';
    int first = negative ? start + 1 : start;
    if (at - first > MAX_DIGITS) {
      throw unexpectedValue("this number is too big");
    }
    long value = 0;
    for (int i = first; i < at; i++) {
      value = 10 * value + (body[i] - '0');
    }
    return negative ? -value : value;
  }

  /** The current value as upstream wrote it. */
  String raw() {
    int first = start;
    skip();
    return new String(body, first, at - first, StandardCharsets.UTF_8);
  }

  /** Passes over the current value. */
  void skip() {
    if (isObject()) {
      while (nextMember() != null) {
        skip();
      }
    } else if (isArray()) {
      while (nextElement()) {
        skip();
      }
    }
  }

  /** A fault of the whole document, at the current token. */
  MalformedPageException fault(String what) {
    return faultAt(start, what);
  }

  /** A fault of the whole document, where a value was found that is not as it should be. */
  MalformedPageException fault(UnexpectedValueException value) {
    return faultAt(value.offset(), value.pointer(), value.what());
  }

  /** The current value is well-formed and not as it should be. */
  UnexpectedValueException unexpectedValue(String what) {
    return new UnexpectedValueException(start, path.toString(), what);
  }

  /** Enters the value that comes next. */
  private void value() {
    byte first = peek();
    start = at;
    switch (first) {
      case '"' -> {
        quoted(MAX_STRING_LENGTH);
        token = Token.STRING;
      }
      case '{' -> open(Token.OBJECT);
      case '[' -> open(Token.ARRAY);
      case 't' -> literal("true", Token.TRUE);
      case 'f' -> literal("false", Token.FALSE);
      case 'n' -> literal("null", Token.NULL);
      default -> number();
    }
  }

  private void open(Token container) {
    at++;
    if (!path.enter()) {
      throw fault("it is nested more than " + MAX_DEPTH + " deep");
    }
    token = container;
  }

  /** Passes the end of a container, or what separates the last of its content from the next. */
  private boolean isAtEnd(boolean isFirst, char end) {
    byte next = peek();
    if (next == end) {
      start = at++;
      path.leave();
      token = Token.END;
      return true;
    }
    if (!isFirst) {
      expect(',');
      peek();
    }
    return false;
  }

  private void expect(char character) {
    if (peek() != character) {
      throw unexpected("there is no '" + character + "'");
    }
    at++;
  }

  private void literal(String word, Token kind) {
    for (int i = 0; i < word.length(); i++, at++) {
      if (at == body.length || body[at] != word.charAt(i)) {
        throw unexpected("this is no value");
      }
    }
    token = kind;
  }

  private void number() {
    token = Token.WHOLE_NUMBER;
    passIf('-');
    if (!passIf('0')) {
      digits();
    }
    if (passIf('.')) {
      token = Token.NUMBER;
      digits();
    }
    if (passIf('e') || passIf('E')) {
      token = Token.NUMBER;
      if (!passIf('+')) {
        passIf('-');
      }
      digits();
    }
  }

  private void digits() {
    int first = at;
    while (at < body.length && body[at] >= '0' && body[at] <= '9') {
      at++;
    }
    if (at == first) {
      throw unexpected("this is no value");
    }
  }

  private boolean passIf(char character) {
    boolean is = at < body.length && body[at] == character;
    if (is) {
      at++;
    }
    return is;
  }

  /** Passes over a text in quotes. Most are plain ASCII, which needs no second look. */
  private void quoted(int limit) {
    start = at;
    plain = true;
    byte[] bytes = body;
    int i = at + 1;
    while (i < bytes.length) {
      byte b = bytes[i];
      if (b == '"') {
        break;
      }
      // Everything beyond ASCII is negative.
      if (b < ' ' || b == '\\') {
        i = odd(i);
      }
      i++;
    }
    at = i;
    if (i >= body.length) {
      throw unexpected("it ends inside of a text");
    }
    if (i - start > limit) {
      throw fault("this text is longer than " + limit + " bytes");
    }
    at = i + 1;
    if (!plain) {
      checkUtf8();
    }
  }

  /** The last byte of what starts at {@code i} and is more than one character of plain ASCII. */
  private int odd(int i) {
    plain = false;
    if (body[i] < 0) {
      return i;
    }
    at = i;
    if (body[i] != '\\') {
      throw unexpected("a control character is not escaped");
    }
    if (i + 1 < body.length && JsonEscapes.isShort(body[i + 1])) {
      return i + 1;
    }
    if (!JsonEscapes.isUnicode(body, i)) {
      throw unexpected("this is no escape");
    }
    return i + JsonEscapes.UNICODE_LENGTH - 1;
  }

  private void checkUtf8() {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body, start, at - start));
    } catch (CharacterCodingException e) {
      throw fault("this text is not in UTF-8, as JSON has to be");
    }
  }

  /** The current text in quotes, as one that was met before if it is the same. */
  private String name() {
    int length = at - start;
    if (!plain) {
      return encodable(text());
    }
    if (length >= REMEMBERED_NAMES) {
      return text();
    }
    int known = nameStarts[length];
    if (known == 0 || !Arrays.equals(body, known, known + length, body, start, at)) {
      nameStarts[length] = start;
      names[length] = text();
    }
    return names[length];
  }

  /** A lone surrogate has no UTF-8 form, so the member could not be written again. */
  private String encodable(String name) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw fault("this name is not Unicode");
    }
    return name;
  }

  private String text() {
    return plain
        ? ascii(start + 1, at - 1)
        : JsonEscapes.undone(new String(body, start + 1, at - start - 2, StandardCharsets.UTF_8));
  }

  /** Copied without a look, which a decoder of UTF-8 would take. */
  private String ascii(int from, int to) {
    return new String(body, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** The next byte that counts. */
  private byte peek() {
    blank();
    if (at == body.length) {
      throw unexpected("it ends too early");
    }
    return body[at];
  }

  private void blank() {
    while (at < body.length
        && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
      at++;
    }
  }

  private void require(boolean right, String described) {
    if (!right) {
      throw unexpectedValue("this is not " + described);
    }
  }

  /** A fault at the byte that comes next. */
  private MalformedPageException unexpected(String what) {
    return faultAt(at, what);
  }

  private MalformedPageException faultAt(int offset, String what) {
    return faultAt(offset, path.toString(), what);
  }

  private MalformedPageException faultAt(int offset, String pointer, String what) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset; i++) {
      if (body[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    int column = offset - lineStart + 1;
    return new MalformedPageException(
        url, "at " + pointer + " (line " + line + ", column " + column + "), " + what, null);
  }
}
