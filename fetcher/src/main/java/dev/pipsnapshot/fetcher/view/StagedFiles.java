package dev.pipsnapshot.fetcher.view;

import java.util.List;
import java.util.Optional;

/**
 * Files that lie in the staging directory, each checked.
 *
 * @param files what they are, by path
 * @param digests those of all files of the chosen versions, if they were asked for
 * @param traffic where their bytes came from
 * @param refused hosts that something asked for in vain meanwhile
 */
public record StagedFiles(
    List<FetchedFile> files,
    Optional<VersionDigests> digests,
    Traffic traffic,
    List<String> refused) {
  public StagedFiles {
    files = List.copyOf(files);
    refused = List.copyOf(refused);
  }
}
