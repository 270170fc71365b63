package dev.pipsnapshot.fetcher.pin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pipsnapshot.hasher.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * The name of a set of inputs.
 *
 * @param digest of their canonical JSON
 */
public record PinKey(Sha256 digest) {
  static PinKey of(JsonNode inputs) {
    return new PinKey(Sha256.hash(CanonicalJson.of(inputs).getBytes(StandardCharsets.UTF_8)));
  }

  /** 64 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return digest.hex();
  }
}
