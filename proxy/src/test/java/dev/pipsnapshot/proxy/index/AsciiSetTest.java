package dev.pipsnapshot.proxy.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiSetTest {
  private static final AsciiSet SET = AsciiSet.range('a', 'f').and("?~").without("c");

  @Test
  void holdsWhatItIsMadeOf() {
    for (char c = 0; c < 0x300; c++) {
      assertThat(SET.contains(c)).as("%04x", (int) c).isEqualTo("abdef?~".indexOf(c) >= 0);
      assertThat(SET.containsAllOf("a" + c)).as("%04x", (int) c).isEqualTo(SET.contains(c));
    }
  }

  @ParameterizedTest
  @CsvSource({"abdef, 5", "abcdef, 2", "'', 0", "A, 0", "a?c, 2"})
  void countsTheCharactersBeforeTheFirstOther(String text, int length) {
    assertThat(SET.lengthOfPrefix(text)).isEqualTo(length);
  }

  /** Latin 1 has a question mark for each of them. */
  @ParameterizedTest
  @ValueSource(strings = {"a\u20ac", "a\ud83d\ude00", "a\ud83d", "a\u0161?"})
  void knowsQuestionMarksFromWhatIsNotLatin1(String text) {
    assertThat(SET.lengthOfPrefix(text)).isEqualTo(1);
  }
}
