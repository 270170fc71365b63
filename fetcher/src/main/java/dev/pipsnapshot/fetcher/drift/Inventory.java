package dev.pipsnapshot.fetcher.drift;

import dev.pipsnapshot.fetcher.lock.Lock;
import dev.pipsnapshot.fetcher.lock.LockedPackage;
import dev.pipsnapshot.fetcher.lock.Resolution;
import dev.pipsnapshot.fetcher.view.FetchedFile;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.hasher.nar.FlatHash;
import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import dev.pipsnapshot.proxy.index.DistributionFilename;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which files there are, and how they were decided on.
 *
 * @param files by path
 * @param resolution how they were decided on, if that is known
 */
public record Inventory(List<PlacedFile> files, Optional<Resolution> resolution) {
  private static final String BUILD_REQUIRES = "build-requires/";

  public Inventory {
    files = files.stream().sorted(Comparator.comparing(PlacedFile::path)).toList();
  }

  /** The directory that a lock describes. */
  public static Inventory of(Lock lock) {
    List<PlacedFile> files = new ArrayList<>();
    lock.packages().forEach(locked -> files.add(placed("", locked)));
    lock.buildRequires().forEach(locked -> files.add(placed(BUILD_REQUIRES, locked)));
    return new Inventory(files, lock.resolution());
  }

  /** The files of a fetch. */
  public static Inventory of(List<FetchedFile> files) {
    return new Inventory(files.stream().map(Inventory::placed).toList(), Optional.empty());
  }

  /** The files that lie in a directory, hashed. */
  public static Inventory ofDirectory(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).toList();
    }
    List<PlacedFile> files = new ArrayList<>();
    for (Path path : paths) {
      String relative = directory.relativize(path).toString();
      var project = FilenameProject.of(path.getFileName().toString());
      files.add(
          new PlacedFile(
              relative,
              project,
              project.flatMap(
                  name ->
                      DistributionFilename.parse(path.getFileName().toString(), name).version()),
              Sha256.of(FlatHash.of(path, HashAlgorithm.SHA256).hash().digest()),
              Optional.empty()));
    }
    return new Inventory(files, Optional.empty());
  }

  /** The digests of the files, by path. */
  public Map<String, Sha256> digests() {
    Map<String, Sha256> digests = new TreeMap<>();
    files.forEach(file -> digests.put(file.path(), file.digest()));
    return digests;
  }

  /** The same files with what is known of how they were decided on. */
  public Inventory decidedBy(Resolution known) {
    return new Inventory(files, Optional.of(known));
  }

  /** The same files, decided on for other texts of requirements. */
  public Inventory askedFor(List<String> requirements) {
    return new Inventory(
        files,
        resolution.map(
            known ->
                new Resolution(
                    known.layout(),
                    known.view(),
                    known.buildCutoff(),
                    known.pip(),
                    known.python(),
                    requirements,
                    known.options(),
                    known.key(),
                    known.hash())));
  }

  private static PlacedFile placed(String folder, LockedPackage locked) {
    return new PlacedFile(
        folder + locked.file().filename(),
        Optional.of(locked.name()),
        locked.version(),
        locked.file().digest(),
        locked.file().uploadTime());
  }

  private static PlacedFile placed(FetchedFile file) {
    return new PlacedFile(
        file.path(),
        file.project(),
        file.project()
            .flatMap(project -> DistributionFilename.parse(file.filename(), project).version()),
        file.digest(),
        file.uploadTime());
  }
}
