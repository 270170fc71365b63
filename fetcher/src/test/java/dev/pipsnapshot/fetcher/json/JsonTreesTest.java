package dev.pipsnapshot.fetcher.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"a\": {\"b\": [1, {\"c\": [[]]}, null, true, false]}, \"d\": \"\\u00e9\\n\\\"\"}",
        "[0, -1, 9007199254740993, 123456789012345678901234567890, 12.5, 1e3]",
        "\"text\"",
        "null",
        "{\"twice\": 1, \"twice\": 2}",
        "[1] what follows",
        "",
        " \n",
      })
  void readsWhatAnObjectMapperReads(String json) throws IOException {
    JsonNode read = JsonTrees.read(bytes(json));

    assertThat(read).isEqualTo(MAPPER.readTree(bytes(json)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[1,", "{\"a\"}", "nul", "{\"a\":}", "[1}", "\"\n\"", "Python 2"})
  void refusesWhatIsNoJson(String json) {
    assertThatThrownBy(() -> JsonTrees.read(bytes(json)))
        .isInstanceOf(JsonProcessingException.class);
  }

  @ParameterizedTest
  @ValueSource(chars = {'[', '{'})
  void isDeepWithinBounds(char opening) {
    String level = opening == '[' ? "[" : "{\"a\":";

    assertThatThrownBy(() -> JsonTrees.read(bytes(level.repeat(100_000))))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("depth");
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
