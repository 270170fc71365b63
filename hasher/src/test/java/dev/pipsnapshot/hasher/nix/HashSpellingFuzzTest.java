package dev.pipsnapshot.hasher.nix;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Every text spells one hash, which every format spells back, or is refused by name. */
class HashSpellingFuzzTest {
  @FuzzTest
  void parse(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    NixHash hash;
    try {
      hash = NixHash.parse(text);
    } catch (HashSyntaxException expected) {
      assertThat(expected).hasMessageContaining("is no hash");
      return;
    }
    for (HashFormat format : HashFormat.values()) {
      assertThat(NixHash.parse(hash.format(format), hash.algorithm())).isEqualTo(hash);
    }
  }

  @FuzzTest
  void storeName(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    try {
      assertThat(StoreName.parse(text)).hasToString(text);
    } catch (StoreNameException expected) {
      assertThat(expected).hasMessageContaining("cannot be the name of a store path");
    }
  }
}
