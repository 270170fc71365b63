package dev.pipsnapshot.fetcher.run;

import dev.pipsnapshot.fetcher.failure.ContentMismatch;
import dev.pipsnapshot.fetcher.failure.OutputUnusable;
import dev.pipsnapshot.fetcher.view.FetchedFile;
import dev.pipsnapshot.fetcher.view.SnapshotIndex;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.hasher.nar.FlatHash;
import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import dev.pipsnapshot.proxy.cache.CachedBody.ServedFrom;
import dev.pipsnapshot.proxy.service.ServedFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares what pip left with what the view served: every file is there under the name and with the
 * bytes that went out, or came from a direct URL that was allowed.
 */
record DownloadCheck(SnapshotIndex index, List<URI> directUrls) {

  List<FetchedFile> of(Path directory) throws IOException {
    List<Path> entries;
    try (Stream<Path> walk = Files.walk(directory)) {
      entries = walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).toList();
    }
    List<FetchedFile> files = new ArrayList<>();
    for (Path entry : entries) {
      if (!Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
        throw OutputUnusable.unexpectedEntry(entry);
      }
      files.add(inspect(directory.relativize(entry).toString(), entry));
    }
    files.sort(Comparator.comparing(FetchedFile::path));
    return files;
  }

  private FetchedFile inspect(String path, Path file) throws IOException {
    String filename = file.getFileName().toString();
    var hash = FlatHash.of(file, HashAlgorithm.SHA256);
    Sha256 digest = Sha256.of(hash.hash().digest());
    Optional<ServedFile> served = index.file(filename);
    if (served.isEmpty()) {
      URI url = direct(filename).orElseThrow(() -> ContentMismatch.unlisted(filename));
      return new FetchedFile(
          Optional.empty(),
          path,
          digest,
          hash.size(),
          Optional.empty(),
          Optional.empty(),
          url,
          ServedFrom.NETWORK);
    }
    ServedFile expected = served.get();
    if (!expected.digest().equals(digest)) {
      throw ContentMismatch.ofFile(filename, expected.digest(), digest);
    }
    return new FetchedFile(
        Optional.of(expected.project()),
        path,
        digest,
        hash.size(),
        expected.uploadTime(),
        expected.requiresPython(),
        expected.originalUrl(),
        expected.servedFrom());
  }

  private Optional<URI> direct(String filename) {
    return directUrls.stream()
        .filter(url -> String.valueOf(url.getPath()).endsWith("/" + filename))
        .findFirst();
  }
}
