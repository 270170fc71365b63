package dev.pipsnapshot.fetcher.pin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/**
 * JSON as Nix' {@code builtins.toJSON} writes it. The two agree as long as the names of members are
 * ASCII, numbers are integers, and texts are {@linkplain #isPortable portable}.
 */
final class CanonicalJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private CanonicalJson() {}

  /** The text of {@code value}, in one line. */
  static String of(JsonNode value) {
    try {
      // Nodes keep the order of their members; only maps are sorted.
      return MAPPER.writeValueAsString(MAPPER.convertValue(value, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Whether all versions of Nix write {@code text} as this does: Nix 2.8 writes a backspace as
   * {@code \}{@code u0008}, newer ones write {@code \b}.
   */
  static boolean isPortable(String text) {
    return text.chars().allMatch(c -> c >= ' ' || c == '\t' || c == '\n' || c == '\r');
  }
}
