package dev.pipsnapshot.fetcher.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileLocationTest {
  @ParameterizedTest
  @CsvSource({
    "https://f.example.org/a%2Bb.whl,https://f.example.org/a%2Bb.whl",
    "https://user:secret@f.example.org:8/a.whl#sha256=00,https://f.example.org:8/a.whl",
    "https://f.example.org/a.whl?X-Amz-Signature=00&X-Amz-Date=1,https://f.example.org/a.whl",
    "https://f.example.org/get?file=a.whl&token=t,https://f.example.org/get?file=a.whl",
    "https://f.example.org/get?v=%26&access_token=t,https://f.example.org/get?v=%26"
  })
  void keepsThePlaceAndNoKeyToIt(URI url, URI location) {
    assertThat(FileLocation.of(url)).isEqualTo(location);
  }

  @Test
  void refusesWhatIsNoPlaceOfTheWeb() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileLocation.of(URI.create("file:///a.whl")));
  }
}
