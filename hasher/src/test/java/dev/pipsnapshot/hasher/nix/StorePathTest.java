package dev.pipsnapshot.hasher.nix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorePathTest {
  @Test
  void ofRecursiveSha256IsThatOfNix() {
    NixHash hash =
        NixHash.parse("sha256:9f00446b533d6d24db36d170807b8a09f1bb812a0d9a3b635dcb30536af40b8b");

    assertThat(StorePath.fixedOutput(StoreName.parse("py-reqs"), IngestionMethod.RECURSIVE, hash))
        .hasToString("/nix/store/gfi29f6qqipwfxlxxzjs4h74la1sn2sk-py-reqs");
  }

  @Test
  void ofFlatFileIsThatOfNix() {
    NixHash zero = NixHash.parse("sha256:0000000000000000000000000000000000000000000000000000");

    assertThat(StorePath.fixedOutput(StoreName.parse("foo"), IngestionMethod.FLAT, zero))
        .hasToString("/nix/store/a3qrxr9fv07qngjdfd543q16dz6907hh-foo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a?b", ".a", "...", "-", "foo-1.0+x_=.tar.gz"})
  void acceptsTheNamesOfNix(String name) {
    assertThat(StoreName.parse(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", ".-a", "..-a", "a/b", "a b", "a!b", "\u00e9", "a\n"})
  void refusesOtherNames(String name) {
    assertThatThrownBy(() -> StoreName.parse(name)).isInstanceOf(StoreNameException.class);
  }

  @Test
  void refusesNameOfMoreThan211Characters() {
    assertThat(StoreName.parse("a".repeat(211)).name()).hasSize(211);
    assertThatThrownBy(() -> StoreName.parse("a".repeat(212)))
        .isInstanceOf(StoreNameException.class);
  }
}
