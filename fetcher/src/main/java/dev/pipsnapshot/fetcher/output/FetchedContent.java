package dev.pipsnapshot.fetcher.output;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.hasher.nar.FlatHash;
import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import dev.pipsnapshot.proxy.index.DistributionFilename;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells what a fetch leaves from everything else: distributions, by their names, here and in the
 * directory for what building needs.
 *
 * @param known digests by path of files that a fetch left under whatever name
 */
record FetchedContent(Map<String, Sha256> known) {
  private static final String BUILD_REQUIRES = "build-requires";

  /** A version begins with a digit; so do parts of some names, but seldom after a hyphen. */
  private static final Pattern SDIST = Pattern.compile("(.+?)-v?\\d.*");

  /** The first entry of {@code directory}, by its name, that no fetch leaves. */
  Optional<Path> firstForeign(Path directory) throws IOException {
    return firstForeign(directory, directory);
  }

  private Optional<Path> firstForeign(Path directory, Path root) throws IOException {
    for (Path entry : entries(directory)) {
      if (isBuildRequires(entry, root)) {
        Optional<Path> foreign = firstForeign(entry, root);
        if (foreign.isPresent()) {
          return foreign;
        }
      } else if (!isFetched(entry, root)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  private static Iterable<Path> entries(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    }
  }

  private static boolean isBuildRequires(Path entry, Path root) {
    return entry.equals(root.resolve(BUILD_REQUIRES))
        && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
  }

  private boolean isFetched(Path entry, Path root) throws IOException {
    return Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)
        && (isDistribution(entry.getFileName().toString())
            || isKnown(entry, root.relativize(entry).toString()));
  }

  /** A name alone proves nothing: a lock may name any. */
  private boolean isKnown(Path file, String path) throws IOException {
    Sha256 digest = known.get(path);
    return digest != null
        && digest.equals(Sha256.of(FlatHash.of(file, HashAlgorithm.SHA256).hash().digest()));
  }

  private static boolean isDistribution(String filename) {
    Matcher sdist = SDIST.matcher(filename);
    String name =
        filename.endsWith(DistributionFilename.WHEEL_EXTENSION)
            ? filename.substring(0, Math.max(filename.indexOf('-'), 0))
            : sdist.matches() ? sdist.group(1) : "";
    if (!ProjectName.isValid(name)) {
      return false;
    }
    var parsed = DistributionFilename.parse(filename, ProjectName.parse(name));
    return parsed instanceof DistributionFilename.Wheel
        || parsed instanceof DistributionFilename.Sdist;
  }
}
