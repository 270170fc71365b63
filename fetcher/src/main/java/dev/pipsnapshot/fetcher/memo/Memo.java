package dev.pipsnapshot.fetcher.memo;

import dev.pipsnapshot.fetcher.view.FetchedFile;
import dev.pipsnapshot.fetcher.view.VersionDigests;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of a fetch.
 *
 * @param files what it gave, by path
 * @param digests those of all files of the chosen versions, if they were asked for
 */
public record Memo(List<FetchedFile> files, Optional<VersionDigests> digests) {
  public Memo {
    files = List.copyOf(files);
  }
}
