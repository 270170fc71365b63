package dev.pipsnapshot.fetcher.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pipsnapshot.fetcher.failure.OptionRefused;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LockFormatTest {
  @ParameterizedTest
  @CsvSource({
    "pylock.toml,PYLOCK",
    "a/pylock.dev.toml,PYLOCK",
    "requirements.txt,REQUIREMENTS",
    "a/lock.txt,REQUIREMENTS"
  })
  void isToldByTheName(Path file, LockFormat format) {
    assertThat(LockFormat.of(file)).isEqualTo(format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock.toml", "pylock.a.b.toml", "pylock.toml.bak", "uv.lock", "/"})
  void isRefusedWithAdviceWhereTheNameTellsNone(Path file) {
    assertThatExceptionOfType(OptionRefused.class)
        .isThrownBy(() -> LockFormat.of(file))
        .satisfies(e -> assertThat(e.diagnostic().hint().orElse("")).contains("pylock.toml"));
  }
}
