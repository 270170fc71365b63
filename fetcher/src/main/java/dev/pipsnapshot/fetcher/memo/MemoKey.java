package dev.pipsnapshot.fetcher.memo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pipsnapshot.hasher.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The name of a set of inputs: equal inputs, equal names.
 *
 * @param digest of their canonical JSON
 */
public record MemoKey(Sha256 digest) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * The key of these inputs.
   *
   * @param inputs strings, booleans, collections and maps of such, by name
   */
  public static MemoKey of(Map<String, Object> inputs) {
    var json = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(json)) {
      write(inputs, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MemoKey(Sha256.hash(json.toByteArray()));
  }

  private static void write(Object value, JsonGenerator out) throws IOException {
    if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
        out.writeFieldName(entry.getKey().toString());
        write(entry.getValue(), out);
      }
      out.writeEndObject();
    } else if (value instanceof Collection<?> values) {
      out.writeStartArray();
      for (Object each : values) {
        write(each, out);
      }
      out.writeEndArray();
    } else {
      out.writeObject(value);
    }
  }
}
