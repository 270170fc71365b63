package dev.pipsnapshot.fetcher.lock;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import dev.pipsnapshot.diagnostics.IoReason;
import dev.pipsnapshot.fetcher.failure.LockUnusable;
import dev.pipsnapshot.fetcher.json.JsonTrees;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** TOML of unknown origin. Times are read as strings. */
final class Toml {
  private static final int MAX_BYTES = 32 << 20;
  private static final TomlFactory TOML = new TomlFactory();

  private Toml() {}

  /**
   * The document in {@code file}.
   *
   * @throws LockUnusable if there is none
   */
  static JsonNode read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw LockUnusable.malformed(file, "it is larger than any lock", null);
      }
      try (JsonParser tokens = TOML.createParser(text(bytes))) {
        return JsonTrees.read(tokens);
      }
    } catch (NoSuchFileException e) {
      throw LockUnusable.malformed(file, "there is no such file", e);
    } catch (CharacterCodingException e) {
      throw LockUnusable.malformed(file, "it is not UTF-8", e);
    } catch (JsonProcessingException e) {
      throw LockUnusable.malformed(file, "it is not TOML: " + place(e), e);
    } catch (IOException e) {
      throw LockUnusable.malformed(file, IoReason.of(e), e);
    }
  }

  /** The value of {@code key} if it is a string or a time. */
  static Optional<String> string(JsonNode table, String key) {
    JsonNode value = table.path(key);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  /** The strings in the array {@code key}. */
  static List<String> strings(JsonNode table, String key) {
    List<String> strings = new ArrayList<>();
    for (JsonNode value : table.path(key)) {
      if (value.isTextual()) {
        strings.add(value.textValue());
      }
    }
    return strings;
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static String place(JsonProcessingException e) {
    return Optional.ofNullable(e.getLocation())
        .map(at -> "line " + at.getLineNr() + ", column " + at.getColumnNr())
        .orElse("");
  }
}
