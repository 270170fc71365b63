package dev.pipsnapshot.fetcher.memo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.pipsnapshot.hasher.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The name of a set of inputs: equal inputs, equal names.
 *
 * @param digest of their canonical JSON
 */
public record MemoKey(Sha256 digest) {
  private static final ObjectMapper CANONICAL =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /**
   * The key of these inputs.
   *
   * @param inputs strings, lists and maps of such, by name
   */
  public static MemoKey of(Map<String, Object> inputs) {
    try {
      byte[] json =
          CANONICAL.writeValueAsString(new TreeMap<>(inputs)).getBytes(StandardCharsets.UTF_8);
      return new MemoKey(Sha256.hash(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
