package dev.pipsnapshot.integration.support.dist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A PEP 517 build backend of one small module. What it builds depends on the {@value #WITNESS} of
 * its own version, so that the files pip downloads tell which backend prepared an sdist.
 */
public final class TinyBackend {
  /** The project that every built distribution depends on. */
  public static final String WITNESS = "tinybackend-witness";

  private TinyBackend() {}

  /** The backend as a wheel. */
  public static Distribution wheel(String version) {
    return WheelFile.of("tinybackend", version)
        .with("tinybackend/__init__.py", source().replace("@VERSION@", version));
  }

  /** The wheel on which distributions depend that this version of the backend built. */
  public static Distribution witness(String version) {
    return WheelFile.of(WITNESS, version);
  }

  private static String source() {
    try (InputStream in = TinyBackend.class.getResourceAsStream("tinybackend.py")) {
      if (in == null) {
        throw new IllegalStateException("tinybackend.py is missing from the test resources");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
