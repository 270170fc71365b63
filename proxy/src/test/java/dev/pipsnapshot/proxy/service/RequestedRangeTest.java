package dev.pipsnapshot.proxy.service;

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
    assertThat(RequestedRange.parse(header).orElseThrow().within(100))
        .contains(new ByteRange(first, last));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-", "bytes=0-9", "bytes=-10"})
  void findsNothingInAnEmptyFile(String header) {
    assertThat(RequestedRange.parse(header).orElseThrow().within(0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
  void tellsWhatLiesOutside(String header) {
    assertThat(RequestedRange.parse(header).orElseThrow().within(100)).isEmpty();
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
        "bytes = 0-1",
        "bytes=0-1 ",
        "bytes=0-99999999999999999999"
      })
  void readsNothingWhereTheHeaderMeansNothing(String header) {
    assertThat(RequestedRange.parse(header)).isEmpty();
  }
}
