package dev.pipsnapshot.hasher.cli;

import dev.pipsnapshot.hasher.nar.NarEntryName;
import dev.pipsnapshot.hasher.nix.HashFormat;
import dev.pipsnapshot.hasher.nix.IngestionMethod;
import dev.pipsnapshot.hasher.nix.NixHash;
import dev.pipsnapshot.hasher.nix.StorePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What there is to say of one path.
 *
 * @param size bytes that were hashed: of the archive, or of the file in flat mode
 */
record HashReport(
    Path path, IngestionMethod method, NixHash hash, long size, Optional<StorePath> storePath) {

  /** The one line for people and scripts. */
  String line(HashFormat format) {
    return storePath.map(StorePath::toString).orElseGet(() -> hash.format(format));
  }

  String displayPath() {
    return NarEntryName.display(path);
  }

  /** A JSON object with every spelling. */
  String json() {
    List<String> members = new ArrayList<>();
    members.add(member("path", displayPath()));
    members.add(member("type", hash.algorithm().toString()));
    members.add(member("mode", method.name().toLowerCase(Locale.ROOT)));
    members.add("\"size\": " + size);
    for (HashFormat format : HashFormat.values()) {
      members.add(member(format.toString(), hash.format(format)));
    }
    storePath.ifPresent(value -> members.add(member("storePath", value.toString())));
    return "{" + String.join(", ", members) + "}";
  }

  private static String member(String name, String value) {
    return quote(name) + ": " + quote(value);
  }

  /** The whole of RFC 8259's escapes that can occur: control characters are shown already. */
  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
