package dev.pipsnapshot.hasher.nar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import dev.pipsnapshot.hasher.nix.HashFormat;
import dev.pipsnapshot.hasher.nix.NixHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenArchiveTest {
  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("trees")
  void writesTheBytesThatNixWrote(String tree, String base16, String nix32) throws IOException {
    var archive = new ByteArrayOutputStream();
    NarWriter.write(GoldenTrees.make(tree, directory), archive);

    assertThat(HexFormat.of().formatHex(archive.toByteArray()))
        .isEqualTo(HexFormat.of().formatHex(resource(tree + ".nar")));
  }

  @ParameterizedTest
  @MethodSource("trees")
  void hashesAsNixDid(String tree, String base16, String nix32) throws IOException {
    NarHash hash = NarHash.of(GoldenTrees.make(tree, directory), HashAlgorithm.SHA256);

    assertThat(hash.hash().format(HashFormat.BASE16)).isEqualTo(base16);
    assertThat(hash.hash()).isEqualTo(NixHash.parse("sha256:" + nix32));
    assertThat(hash.size()).isEqualTo(resource(tree + ".nar").length);
  }

  static Stream<Object[]> trees() throws IOException {
    return new String(resource("hashes.txt"), UTF_8).lines().map(line -> line.split(" "));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = GoldenArchiveTest.class.getResourceAsStream("/nar/" + name)) {
      return requireNonNull(in, name).readAllBytes();
    }
  }
}
