package dev.pipsnapshot.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The list of what the distribution consists of, in the form of CycloneDX. */
final class BillOfMaterialsIT {
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final Path TARGET = HERE.resolve("target");
  private static final Path INSTALLATION = TARGET.resolve("pip-snapshot");
  private static final Path BILL = INSTALLATION.resolve("sbom.cdx.json");

  /** Its plugin does nothing where Maven is told to stay offline. */
  @BeforeAll
  static void maySkipWhatIsMadeOnlineOnly() {
    if (!"true".equals(System.getenv("CI"))) {
      assumeThat(BILL).exists();
    }
  }

  @Test
  void namesEachInstalledJarByItsDigestAndNothingElse() throws Exception {
    Map<String, String> named = new TreeMap<>();
    for (JsonNode component : bill().path("components")) {
      named.put(
          component.path("name").asText() + "-" + component.path("version").asText() + ".jar",
          digest(component));
    }

    assertThat(named).isEqualTo(installedJars());
  }

  @Test
  void saysUnderWhichLicenceEachComesAndWhatNeedsIt() throws Exception {
    assertThat(bill().path("components"))
        .allSatisfy(component -> assertThat(component.path("licenses")).isNotEmpty());
    assertThat(bill().path("dependencies")).hasSize(bill().path("components").size() + 1);
  }

  @Test
  void isTheSameWheneverAndWhereverItIsBuilt() throws Exception {
    assertThat(bill().path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bill().has("serialNumber")).isFalse();
    assertThat(bill().path("metadata").has("timestamp")).isFalse();
    assertThat(Files.readString(BILL)).doesNotContain(HERE.toString());
  }

  @Test
  void isInTheTarballToo() throws Exception {
    try (Stream<Path> files = Files.list(TARGET)) {
      assertThat(files.filter(file -> file.toString().endsWith(".tar.gz")))
          .singleElement()
          .satisfies(tarball -> assertThat(inside(tarball)).isEqualTo(Files.readAllBytes(BILL)));
    }
  }

  private static byte[] inside(Path tarball) throws IOException {
    Process tar =
        new ProcessBuilder("tar", "-xzOf", tarball.toString(), "--wildcards", "*/sbom.cdx.json")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream out = tar.getInputStream()) {
      return out.readAllBytes();
    }
  }

  private static JsonNode bill() throws IOException {
    return new ObjectMapper().readTree(BILL.toFile());
  }

  private static String digest(JsonNode component) {
    for (JsonNode hash : component.path("hashes")) {
      if (hash.path("alg").asText().equals("SHA-256")) {
        return hash.path("content").asText();
      }
    }
    throw new AssertionError("no SHA-256: " + component);
  }

  private static Map<String, String> installedJars() throws Exception {
    Map<String, String> digests = new TreeMap<>();
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(INSTALLATION.resolve("lib"), "*.jar")) {
      for (Path jar : jars) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        digests.put(jar.getFileName().toString(), HexFormat.of().formatHex(digest));
      }
    }
    return digests;
  }
}
