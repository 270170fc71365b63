package dev.pipsnapshot.fetcher.pin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pipsnapshot.diagnostics.IoReason;
import dev.pipsnapshot.fetcher.failure.FetchException;
import dev.pipsnapshot.fetcher.failure.PinsUnusable;
import dev.pipsnapshot.fetcher.pin.PinEntry.Broken;
import dev.pipsnapshot.fetcher.pin.PinEntry.Pin;
import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import dev.pipsnapshot.hasher.nix.HashSyntaxException;
import dev.pipsnapshot.hasher.nix.NixHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A file of pins. It changes whole or not at all, keeps what it does not know, and loses nothing
 * however many write it at once; equal pins give equal bytes.
 */
public final class PinFile {
  private static final int VERSION = 1;
  private static final int MAX_BYTES = 64 << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
  private static final DefaultPrettyPrinter LAYOUT =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""))
          .withObjectIndenter(INDENTER)
          .withArrayIndenter(INDENTER);

  private final Path path;

  /** The file at {@code path}, which need not be there. */
  public PinFile(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  /**
   * All pins, by their keys.
   *
   * @throws PinsUnusable if the file is not there, or is no pin file
   */
  public List<PinEntry> entries() {
    return entries(read());
  }

  private static List<PinEntry> entries(ObjectNode root) {
    List<PinEntry> entries = new ArrayList<>();
    pins(root).forEach((key, pin) -> entries.add(entry(key, pin)));
    return entries;
  }

  /** What the pins are of, by their keys: not as the file says, but as their inputs do. */
  public Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    for (PinEntry entry : entries()) {
      if (entry instanceof Pin pin) {
        labels.put(pin.key(), pin.inputs().label());
      }
    }
    return labels;
  }

  /**
   * Adds a pin, or replaces the one for the same inputs.
   *
   * @return the hash that these inputs had, if they had one
   * @throws PinsUnusable if the file is no pin file, or cannot be written
   * @throws InterruptedException if the thread is interrupted while another writer is at work
   */
  public Optional<NixHash> put(Pin pin) throws InterruptedException {
    try {
      Path target = Files.exists(path) ? path.toRealPath() : path;
      try (var exclusive = ReplacedFile.lock(target)) {
        ObjectNode root = Files.exists(target) ? read() : empty();
        Map<String, JsonNode> pins = pins(root);
        Optional<NixHash> previous =
            Optional.ofNullable(pins.get(pin.key())).flatMap(known -> hash(known));
        ObjectNode entry =
            pins.get(pin.key()) instanceof ObjectNode known ? known : JSON.createObjectNode();
        entry.put("label", pin.inputs().label());
        entry.put("hash", pin.hash().sri());
        entry.set("inputs", PinInputsJson.write(pin.inputs()));
        pins.put(pin.key(), entry);
        exclusive.replace(bytes(withPins(root, pins)));
        return previous;
      }
    } catch (IOException e) {
      throw PinsUnusable.unwritable(path, e);
    }
  }

  /**
   * Drops the pins that are not {@code wanted}. What cannot be read stays, for nobody knows whether
   * it is.
   *
   * @throws PinsUnusable if the file is not there, is no pin file, or cannot be written
   * @throws InterruptedException if the thread is interrupted while another writer is at work
   */
  public Pruned retain(Predicate<Pin> wanted) throws InterruptedException {
    // A file that is not there, or is none, is told before a lock is put beside it.
    read();
    try (var exclusive = ReplacedFile.lock(path.toRealPath())) {
      ObjectNode root = read();
      List<Pin> kept = new ArrayList<>();
      List<Pin> dropped = new ArrayList<>();
      List<Broken> unreadable = new ArrayList<>();
      for (PinEntry entry : entries(root)) {
        if (entry instanceof Broken broken) {
          unreadable.add(broken);
        } else if (entry instanceof Pin pin) {
          (wanted.test(pin) ? kept : dropped).add(pin);
        }
      }
      if (!dropped.isEmpty()) {
        Map<String, JsonNode> pins = pins(root);
        dropped.forEach(pin -> pins.remove(pin.key()));
        exclusive.replace(bytes(withPins(root, pins)));
      }
      return new Pruned(kept, dropped, unreadable);
    } catch (IOException e) {
      throw PinsUnusable.unwritable(path, e);
    }
  }

  private static ObjectNode withPins(ObjectNode root, Map<String, JsonNode> pins) {
    ObjectNode sorted = root.putObject("pins");
    pins.forEach(sorted::set);
    return root;
  }

  private ObjectNode read() {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw PinsUnusable.unreadable(path, "there is no such file", e);
    } catch (IOException e) {
      throw PinsUnusable.unreadable(path, IoReason.of(e), e);
    }
    if (bytes.length > MAX_BYTES) {
      throw PinsUnusable.unreadable(path, "it is larger than 64 MiB", null);
    }
    try {
      JsonNode root = JSON.readTree(bytes);
      if (!(root instanceof ObjectNode object) || !root.path("pins").isObject()) {
        throw PinsUnusable.unreadable(path, "it has no object 'pins'", null);
      }
      if (root.path("version").asInt() != VERSION) {
        throw PinsUnusable.unreadable(
            path, "its version is " + root.path("version") + ", not " + VERSION, null);
      }
      return object;
    } catch (JsonProcessingException e) {
      throw PinsUnusable.unreadable(path, "it is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw PinsUnusable.unreadable(path, IoReason.of(e), e);
    }
  }

  private static Optional<NixHash> hash(JsonNode pin) {
    try {
      return Optional.of(NixHash.parse(pin.path("hash").asText(), HashAlgorithm.SHA256));
    } catch (HashSyntaxException e) {
      return Optional.empty();
    }
  }

  private static PinEntry entry(String key, JsonNode pin) {
    try {
      PinKey found = PinKey.of(pin.path("inputs"));
      if (!found.toString().equals(key)) {
        return new Broken(key, "its inputs have the key " + found + "; one of them was edited");
      }
      return new Pin(
          NixHash.parse(pin.path("hash").asText(), HashAlgorithm.SHA256),
          PinInputsJson.read(pin.path("inputs")));
    } catch (IllegalArgumentException | HashSyntaxException | FetchException e) {
      return new Broken(key, String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode empty() {
    ObjectNode root = JSON.createObjectNode().put("version", VERSION);
    root.putObject("pins");
    return root;
  }

  private static Map<String, JsonNode> pins(ObjectNode root) {
    Map<String, JsonNode> pins = new TreeMap<>();
    root.path("pins").properties().forEach(entry -> pins.put(entry.getKey(), entry.getValue()));
    return pins;
  }

  private static byte[] bytes(ObjectNode root) throws IOException {
    return (JSON.writer(LAYOUT).writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
