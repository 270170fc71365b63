package dev.pipsnapshot.fetcher.lock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pipsnapshot.fetcher.lock.Resolution.Python;
import dev.pipsnapshot.fetcher.output.OutputDirectory;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import dev.pipsnapshot.hasher.nix.HashSyntaxException;
import dev.pipsnapshot.hasher.nix.NixHash;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.MissingTimePolicy;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.index.YankPolicy;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code [tool.pip-snapshot]}. */
final class ResolutionReader {
  private ResolutionReader() {}

  static Optional<Resolution> read(JsonNode table) throws UnsuitableEntry {
    if (!table.has("fetcher-version") && !table.has("nar-hash")) {
      return Optional.empty();
    }
    return Optional.of(
        new Resolution(
            layout(table),
            view(table),
            buildCutoff(table),
            required(table, "pip"),
            new Python(
                required(table, "python-implementation"),
                required(table, "python-version"),
                required(table, "platform")),
            Toml.strings(table, "requirements"),
            Toml.strings(table, "options"),
            key(table),
            hash(table)));
  }

  private static int layout(JsonNode table) throws UnsuitableEntry {
    JsonNode layout = table.path("fetcher-version");
    if (!layout.isInt() || layout.intValue() < 1) {
      throw new UnsuitableEntry("has no fetcher-version");
    }
    if (layout.intValue() != OutputDirectory.LAYOUT) {
      throw new UnsuitableEntry(
          "has fetcher-version "
              + layout.intValue()
              + ", and this pip-snapshot knows "
              + OutputDirectory.LAYOUT
              + " only");
    }
    return layout.intValue();
  }

  private static SnapshotView view(JsonNode table) throws UnsuitableEntry {
    Map<ProjectName, Cutoff> dates = new HashMap<>();
    for (Map.Entry<String, JsonNode> date : table.path("date-for").properties()) {
      if (!ProjectName.isValid(date.getKey())) {
        throw new UnsuitableEntry("has a date for what is no project");
      }
      dates.put(ProjectName.parse(date.getKey()), cutoff(date.getValue().asText()));
    }
    return new SnapshotView(
        Optional.of(cutoff(required(table, "cutoff"))),
        dates,
        constant(table, "yanked", YankPolicy.class),
        constant(table, "missing-upload-time", MissingTimePolicy.class),
        missingTimes(table.path("missing-upload-time-for")));
  }

  private static Map<ProjectName, MissingTimePolicy> missingTimes(JsonNode table)
      throws UnsuitableEntry {
    Map<ProjectName, MissingTimePolicy> policies = new HashMap<>();
    for (Map.Entry<String, JsonNode> policy : table.properties()) {
      if (!ProjectName.isValid(policy.getKey())) {
        throw new UnsuitableEntry("has a missing-upload-time for what is no project");
      }
      policies.put(
          ProjectName.parse(policy.getKey()),
          constant(table, policy.getKey(), MissingTimePolicy.class));
    }
    return policies;
  }

  private static Optional<Cutoff> buildCutoff(JsonNode table) throws UnsuitableEntry {
    return table.has("build-cutoff")
        ? Optional.of(cutoff(required(table, "build-cutoff")))
        : Optional.empty();
  }

  /** Not judged against the present: the clock of whoever locked may have been ahead. */
  private static Cutoff cutoff(String text) throws UnsuitableEntry {
    try {
      return new Cutoff(Instant.parse(text));
    } catch (DateTimeException e) {
      throw new UnsuitableEntry("has a date that is none");
    }
  }

  private static Optional<Sha256> key(JsonNode table) throws UnsuitableEntry {
    if (!table.has("key")) {
      return Optional.empty();
    }
    String key = required(table, "key");
    if (!Sha256.isValid(key)) {
      throw new UnsuitableEntry("has a key that is none");
    }
    return Optional.of(Sha256.parse(key));
  }

  private static NixHash hash(JsonNode table) throws UnsuitableEntry {
    try {
      return NixHash.parse(required(table, "nar-hash"), HashAlgorithm.SHA256);
    } catch (HashSyntaxException e) {
      throw new UnsuitableEntry("has a nar-hash that is none");
    }
  }

  private static <E extends Enum<E>> E constant(JsonNode table, String key, Class<E> type)
      throws UnsuitableEntry {
    try {
      return Enum.valueOf(type, required(table, key).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UnsuitableEntry("has an unknown value of " + key);
    }
  }

  private static String required(JsonNode table, String key) throws UnsuitableEntry {
    return Toml.string(table, key)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> new UnsuitableEntry("has no " + key));
  }
}
