package dev.pipsnapshot.proxy.service.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.body.ByteRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestedRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-9, 0, 9",
    "bytes=5-, 5, 99",
    "bytes=-10, 90, 99",
    "bytes=-1000, 0, 99",
    "bytes=90-1000, 90, 99",
    "bytes=99-99, 99, 99"
  })
  void readsASingleRange(String header, long first, long last) {
    assertThat(RequestedRange.of(header, 100))
        .isEqualTo(new RequestedRange.Part(new ByteRange(first, last)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
  void tellsWhatLiesOutside(String header) {
    assertThat(RequestedRange.of(header, 100)).isEqualTo(new RequestedRange.Outside());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes=",
        "bytes=-",
        "bytes=9-0",
        "bytes=0-1,5-6",
        "lines=0-1",
        "bytes=a-b",
        "bytes=0-99999999999999999999"
      })
  void answersWithTheWholeWhereTheHeaderMeansNothing(String header) {
    assertThat(RequestedRange.of(header, 100)).isEqualTo(new RequestedRange.Whole());
  }
}
