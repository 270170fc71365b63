package dev.pipsnapshot.fetcher.memo;

import dev.pipsnapshot.fetcher.view.FetchedFile;
import dev.pipsnapshot.fetcher.view.StagedFiles;
import dev.pipsnapshot.fetcher.view.Traffic;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes remembered files from the cache. */
public record RememberedFiles(CacheLayout layout, Clock clock) {

  /**
   * Copies all files into {@code staging}, which is empty; if one is gone from the cache, it is
   * empty again.
   */
  public Optional<StagedFiles> into(Path staging, Memo memo) throws IOException {
    List<Path> copied = new ArrayList<>();
    long bytes = 0;
    try (var cache = CachedFiles.open(layout, clock)) {
      for (FetchedFile file : memo.files()) {
        Path target = staging.resolve(file.path());
        Files.createDirectories(target.getParent());
        if (!cache.copy(file.digest(), target)) {
          for (Path path : copied) {
            Files.delete(path);
          }
          try (var directories = Files.newDirectoryStream(staging)) {
            for (Path directory : directories) {
              Files.delete(directory);
            }
          }
          return Optional.empty();
        }
        copied.add(target);
        bytes += file.size();
      }
    }
    return Optional.of(
        new StagedFiles(memo.files(), memo.digests(), new Traffic(0, bytes), List.of()));
  }

  /** Those of the files that the cache does not have, or not in order. */
  public List<FetchedFile> missing(List<FetchedFile> files) {
    try (var cache = CachedFiles.open(layout, clock)) {
      return files.stream().filter(file -> !cache.has(file.digest())).toList();
    }
  }
}
