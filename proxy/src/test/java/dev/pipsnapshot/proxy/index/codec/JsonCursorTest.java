package dev.pipsnapshot.proxy.index.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jackson is the judge of what JSON is, and of what it says. */
class JsonCursorTest {
  private static final int MAX_DEPTH = 64;
  private static final int DOCUMENTS = 3000;
  private static final int MUTANTS = 6000;
  private static final byte[] TELLING =
      "{}[]\":,\\/ \n\t\r0123456789+-.eEtrufalsn\u0001\u007f\u00e9\ud83d\ude00".getBytes(UTF_8);

  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  @Test
  void readsWhatJacksonReads() throws IOException {
    var random = new Random(8259);
    for (int i = 0; i < DOCUMENTS; i++) {
      var text = new StringBuilder();
      new Documents(random, text).value(0);
      assertAgreement(text.toString().getBytes(UTF_8));
    }
  }

  @Test
  void refusesWhatJacksonRefuses() throws IOException {
    var random = new Random(691);
    for (int i = 0; i < MUTANTS; i++) {
      var text = new StringBuilder();
      new Documents(random, text).value(0);
      assertAgreement(mutant(text.toString().getBytes(UTF_8), random));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"six/detail.json", "colorama/detail.json", "demo/detail.json"})
  void readsRecordedPagesAsJacksonDoes(String path) throws IOException {
    byte[] page = Pages.recorded(path);

    assertThat(read(page)).isPresent();
    assertAgreement(page);
    var random = new Random(700);
    for (int i = 0; i < 300; i++) {
      assertAgreement(mutant(page, random));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "01",
        "-",
        "-01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "+1",
        "tru",
        "truee",
        "nul",
        "NaN",
        "'a'",
        "\"a",
        "\"\\",
        "\"\\u00e\"",
        "\"\\u00eg\"",
        "\"\\x\"",
        "\"a\nb\"",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1}",
        "{\"a\"}",
        "{\"\\ude00\":1}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{\"a\":1]",
        "{\"a\":1",
        "[1] 2",
        "/**/1",
        "\ufeff\ufeff1"
      })
  void refuses(String text) throws IOException {
    assertThat(read(text.getBytes(UTF_8))).isEmpty();
    assertAgreement(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ufeff1",
        " {\"a\" : [ ] , \"a\" : { } }\r\n",
        "-0",
        "0.5E-7",
        "12345678901234567890123",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\\ud800\u00e9\u007f\ud83d\ude00\"",
        "{\"\\ud83d\\ude00\":1}",
        "{\"\\u0061\":1,\"\":2,\"a\":3}"
      })
  void accepts(String text) throws IOException {
    assertThat(read(text.getBytes(UTF_8))).isPresent();
    assertAgreement(text.getBytes(UTF_8));
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    // Overlong, a surrogate, cut, a lone continuation, beyond the last code point.
    for (var bytes : List.of("c080", "eda080", "e282", "80", "f4908080", "ff")) {
      var text = new ByteArrayOutputStream();
      text.writeBytes("[\"a".getBytes(UTF_8));
      text.writeBytes(HexFormat.of().parseHex(bytes));
      text.writeBytes("\"]".getBytes(UTF_8));
      assertThat(read(text.toByteArray())).as(bytes).isEmpty();
    }
  }

  @Test
  void goesAsDeepAsItIsAllowedTo() {
    var atLimit = "[".repeat(MAX_DEPTH) + "]".repeat(MAX_DEPTH);

    assertThat(read(atLimit.getBytes(UTF_8))).isPresent();
    assertThat(read(("[" + atLimit + "]").getBytes(UTF_8))).isEmpty();
  }

  @Test
  void namesThePlace() {
    var json = new JsonCursor("{\"a/b\":\n [1, {\"c\": x}]}".getBytes(UTF_8), Pages.URL);

    assertThatExceptionOfType(MalformedPageException.class)
        .isThrownBy(() -> json.document(json::skip))
        .withMessageContaining("at /a~1b/1/c (line 2, column 12), this is no value");
  }

  private static void assertAgreement(byte[] document) throws IOException {
    var expected = isUtf8(document) ? jackson(document) : Optional.empty();

    assertThat(read(document)).as(new String(document, UTF_8)).isEqualTo(expected);
  }

  private static boolean isUtf8(byte[] document) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(document));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static byte[] mutant(byte[] document, Random random) {
    var mutant = new ByteArrayOutputStream();
    int place = random.nextInt(document.length + 1);
    mutant.write(document, 0, place);
    int rest = document.length - place;
    int kind = random.nextInt(4);
    if (kind != 0) {
      mutant.write(TELLING[random.nextInt(TELLING.length)]);
    }
    int dropped = kind == 1 ? 0 : kind == 2 ? rest : Math.min(rest, 1);
    mutant.write(document, place + dropped, rest - dropped);
    return mutant.toByteArray();
  }

  /** What a document says, as our reader has it; empty if it refuses it. */
  private static Optional<Object> read(byte[] document) {
    var json = new JsonCursor(document, Pages.URL);
    var value = new ArrayList<>();
    try {
      json.document(() -> value.add(value(json)));
      return Optional.of(value.get(0));
    } catch (MalformedPageException e) {
      return Optional.empty();
    }
  }

  private static Object value(JsonCursor json) {
    if (json.isString()) {
      return json.string();
    }
    var content = new ArrayList<>();
    if (json.isObject()) {
      for (var name = json.nextMember(); name != null; name = json.nextMember()) {
        content.add(Map.entry(name, value(json)));
      }
      return content;
    }
    if (json.isArray()) {
      while (json.nextElement()) {
        content.add(value(json));
      }
      return content;
    }
    return Map.of("as written", json.raw());
  }

  private static Optional<Object> jackson(byte[] document) throws IOException {
    try (var parser = JACKSON.createParser(document)) {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      var value = value(parser);
      return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    var content = new ArrayList<>();
    switch (parser.currentToken()) {
      case VALUE_STRING -> {
        return parser.getText();
      }
      case START_OBJECT -> {
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
          parser.nextToken();
          content.add(Map.entry(name, value(parser)));
        }
        return content;
      }
      case START_ARRAY -> {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          content.add(value(parser));
        }
        return content;
      }
      default -> {
        return Map.of("as written", parser.getText());
      }
    }
  }

  /** Makes documents up, with white space and escapes where there may be some. */
  private record Documents(Random random, StringBuilder out) {
    private static final List<String> SCALARS =
        List.of("null", "true", "false", "0", "-1", "12.50", "3e5", "-0.1E-2", "9007199254740993");
    private static final List<String> PIECES =
        List.of("a", "filename", " ", "\\n", "\\u00e9", "\\\"", "é", "😀", "\\/");

    void value(int depth) {
      blank();
      switch (depth > 5 ? random.nextInt(2) : random.nextInt(4)) {
        case 0 -> out.append(SCALARS.get(random.nextInt(SCALARS.size())));
        case 1 -> string();
        case 2 -> container('[', ']', () -> value(depth + 1));
        default ->
            container(
                '{',
                '}',
                () -> {
                  blank();
                  string();
                  blank();
                  out.append(':');
                  value(depth + 1);
                });
      }
      blank();
    }

    private void container(char start, char end, Runnable content) {
      out.append(start);
      for (int i = random.nextInt(4); i > 0; i--) {
        content.run();
        out.append(i == 1 ? "" : ",");
      }
      blank();
      out.append(end);
    }

    private void string() {
      out.append('"');
      for (int i = random.nextInt(4); i > 0; i--) {
        out.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      out.append('"');
    }

    private void blank() {
      if (random.nextInt(4) == 0) {
        out.append(" \n\r\t".charAt(random.nextInt(4)));
      }
    }
  }
}
