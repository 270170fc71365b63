package dev.pipsnapshot.proxy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLineTest {
  @Test
  void writesNestedValues() {
    assertThat(JsonLine.of(Map.of("a", List.of(1, 2L, Map.of(), "x"))))
        .isEqualTo("{\"a\":[1,2,{},\"x\"]}");
  }

  @Test
  void escapesWhatEndsOrBreaksAText() {
    assertThat(JsonLine.of("a\"b\\c\nd\u0001é")).isEqualTo("\"a\\\"b\\\\c\\u000ad\\u0001é\"");
  }

  @Test
  void refusesWhatHasNoJson() {
    assertThatThrownBy(() -> JsonLine.of(new Object()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
