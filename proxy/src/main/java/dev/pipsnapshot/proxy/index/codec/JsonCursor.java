package dev.pipsnapshot.proxy.index.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks through one JSON page front to back, and names the place where it is not as it should be.
 * After each reading method the current token is the last one of what was read.
 */
final class JsonCursor implements Closeable {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_STRING_LENGTH = 1 << 20;
  private static final int MAX_NAME_LENGTH = 1 << 12;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Names are upstream's to choose: they do not belong in the JVM's table for ever.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING_LENGTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .build())
          .build();

  private final byte[] body;
  private final URI url;
  private final JsonParser parser;

  /** Where a reader reads one value or member. */
  interface Reading {
    void read() throws IOException;
  }

  JsonCursor(byte[] body, URI url) {
    this.body = body;
    this.url = url;
    if (!startsAsUtf8(body)) {
      throw new MalformedPageException(url, "it is not in UTF-8, as JSON has to be", null);
    }
    try {
      this.parser = FACTORY.createParser(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text that {@code rawJson} spells; empty if it is no string, or one out of all bounds. */
  static Optional<String> asString(String rawJson) {
    if (!rawJson.startsWith("\"")) {
      return Optional.empty();
    }
    try (var parser = FACTORY.createParser(rawJson)) {
      parser.nextToken();
      return Optional.of(parser.getText());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Reads the whole document, turning the parser's complaints into ours. */
  void document(Reading reading) {
    try {
      parser.nextToken();
      reading.read();
      if (parser.nextToken() != null) {
        throw fault("something follows the end of the JSON document");
      }
    } catch (JsonProcessingException e) {
      throw new MalformedPageException(url, e.getOriginalMessage() + place(e.getLocation()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Moves to the next member's value and returns its name, or null at the end of the object. */
  @Nullable String nextMember() throws IOException {
    var name = parser.nextFieldName();
    if (name != null) {
      parser.nextToken();
    }
    return name;
  }

  /** Moves to the next element; false at the end of the array. */
  boolean nextElement() throws IOException {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  boolean isString() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  void enterObject() throws IOException {
    expect(JsonToken.START_OBJECT, "an object");
  }

  void enterArray() throws IOException {
    expect(JsonToken.START_ARRAY, "an array");
  }

  String string() throws IOException {
    expect(JsonToken.VALUE_STRING, "a string");
    return parser.getText();
  }

  Optional<String> stringOrNull() throws IOException {
    return isNull() ? Optional.empty() : Optional.of(string());
  }

  boolean bool() throws IOException {
    if (!parser.currentToken().isBoolean()) {
      throw wrongType("true or false");
    }
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  long wholeNumber() throws IOException {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    return parser.getLongValue();
  }

  /** The current value as upstream wrote it. */
  String raw() throws IOException {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    skip();
    parser.finishToken();
    int end = (int) parser.currentLocation().getByteOffset();
    return new String(body, start, end - start, StandardCharsets.UTF_8);
  }

  void skip() throws IOException {
    parser.skipChildren();
  }

  /** A fault at the current token. */
  MalformedPageException fault(String what) {
    return new MalformedPageException(
        url,
        "at "
            + parser.getParsingContext().pathAsPointer()
            + place(parser.currentTokenLocation())
            + ", "
            + what,
        null);
  }

  private void expect(JsonToken token, String described) throws IOException {
    if (parser.currentToken() != token) {
      throw wrongType(described);
    }
  }

  private MalformedPageException wrongType(String described) {
    return fault("this is not " + described);
  }

  /** UTF-16 and UTF-32 put a zero byte, or one that UTF-8 never has, among the first two. */
  private static boolean startsAsUtf8(byte[] body) {
    for (int i = 0; i < Math.min(2, body.length); i++) {
      if (body[i] == 0 || body[i] == (byte) 0xfe || body[i] == (byte) 0xff) {
        return false;
      }
    }
    return true;
  }

  private static String place(@Nullable JsonLocation at) {
    return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
