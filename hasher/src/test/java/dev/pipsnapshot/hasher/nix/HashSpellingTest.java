package dev.pipsnapshot.hasher.nix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashSpellingTest {
  private static final List<HashFormat> FORMATS = List.of(HashFormat.values());
  private static final NixHash EMPTY =
      NixHash.of(HashAlgorithm.SHA256, HashAlgorithm.SHA256.newDigest().digest());

  @Test
  void spellsAsNixDoes() {
    assertThat(EMPTY.sri()).isEqualTo("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    assertThat(EMPTY.format(HashFormat.NIX32))
        .isEqualTo("0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73");
    assertThat(EMPTY.format(HashFormat.BASE16))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @ParameterizedTest
  @EnumSource(HashAlgorithm.class)
  void everySpellingLeadsBackToItsHash(HashAlgorithm algorithm) {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      var digest = new byte[algorithm.bytes()];
      random.nextBytes(digest);
      NixHash hash = NixHash.of(algorithm, digest);
      for (HashFormat format : HashFormat.values()) {
        String spelled = hash.format(format);
        assertThat(NixHash.parse(spelled, algorithm))
            .as("seed %d, %s", seed, spelled)
            .isEqualTo(hash);
        if (format != HashFormat.SRI) {
          assertThat(NixHash.parse(algorithm + ":" + spelled))
              .as("seed %d, %s", seed, spelled)
              .isEqualTo(hash);
        }
      }
    }
  }

  /** Changes one character of the digest: either no hash is spelled or another one. */
  @ParameterizedTest
  @EnumSource(HashAlgorithm.class)
  void noTwoSpellingsInOneFormatAreOfOneHash(HashAlgorithm algorithm) {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      var digest = new byte[algorithm.bytes()];
      random.nextBytes(digest);
      NixHash hash = NixHash.of(algorithm, digest);
      HashFormat format = FORMATS.get(random.nextInt(FORMATS.size()));
      String spelled = hash.format(format);
      var changed = new StringBuilder(spelled);
      int first = format == HashFormat.SRI ? algorithm.toString().length() + 1 : 0;
      int at = random.nextBoolean() ? first + random.nextInt(spelled.length() - first) : first;
      changed.setCharAt(at, (char) (' ' + random.nextInt(95)));
      boolean same =
          format == HashFormat.BASE16
              ? changed.toString().equalsIgnoreCase(spelled)
              : changed.toString().contentEquals(spelled);
      try {
        assertThat(NixHash.parse(changed.toString(), algorithm).equals(hash))
            .as("seed %d, %s and %s", seed, spelled, changed)
            .isEqualTo(same);
      } catch (HashSyntaxException refused) {
        assertThat(same).as("seed %d, %s refused", seed, changed).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256-",
        "sha256:",
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=",
        "sha256-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=",
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU= ",
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=?x",
        "SHA256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "sha1-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "sha256-0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73",
        "sha256:2mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73",
        "sha256:0MDQA9W1P6CMLI6976V4WI0SW9R4P5PRKJ7LZFD1877WK11C9C73",
        "sha256:0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9ce3",
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85",
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85g"
      })
  void refusesWhatIsNoHash(String text) {
    assertThatThrownBy(() -> NixHash.parse(text, HashAlgorithm.SHA256))
        .isInstanceOf(HashSyntaxException.class);
  }

  @Test
  void refusesBareDigitsWhenNobodySaysOfWhichAlgorithm() {
    assertThatThrownBy(() -> NixHash.parse(EMPTY.format(HashFormat.BASE16)))
        .isInstanceOf(HashSyntaxException.class);
  }

  @Test
  void base32AndTheJdkAgreeOnTheBytes() {
    byte[] decoded = NixBase32.decode(EMPTY.format(HashFormat.NIX32), 32);

    assertThat(Base64.getEncoder().encodeToString(decoded))
        .isEqualTo(EMPTY.format(HashFormat.BASE64));
  }
}
