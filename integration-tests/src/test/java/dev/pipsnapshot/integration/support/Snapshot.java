package dev.pipsnapshot.integration.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A directory as others see it: the file system, and Nix. */
public record Snapshot(Path directory) {

  /** Its files and directories as sorted paths relative to it; those of directories end in "/". */
  public List<String> entries() throws IOException {
    try (Stream<Path> entries = Files.walk(directory)) {
      return entries
          .filter(entry -> !entry.equals(directory))
          .map(entry -> directory.relativize(entry) + (Files.isDirectory(entry) ? "/" : ""))
          .sorted()
          .toList();
    }
  }

  /** The hash that {@code nix-hash} gives it, in the form of Nix's {@code outputHash}. */
  public String nixHash() {
    String base16 =
        ExternalCommand.of(RequiredTool.onPath("nix-hash"), "--type", "sha256", directory)
            .env("NIX_CONFIG", "substituters =")
            .run()
            .assertSucceeded()
            .stdout()
            .strip();
    return "sha256-" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(base16));
  }
}
