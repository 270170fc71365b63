package dev.pipsnapshot.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Every text is a netrc file, or is refused by the number of a line and nothing of its content. */
class NetrcFuzzTest {
  @FuzzTest
  void parse(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    try {
      assertThat(Netrc.parse(text).find("files.example")).isNotNull();
    } catch (UpstreamConfigurationException expected) {
      assertThat(expected).hasMessageMatching("the netrc file has an error in line \\d+: [ -~]+");
    }
  }
}
