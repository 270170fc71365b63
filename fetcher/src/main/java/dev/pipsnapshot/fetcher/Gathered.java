package dev.pipsnapshot.fetcher;

import dev.pipsnapshot.fetcher.view.FetchedFile;
import dev.pipsnapshot.fetcher.view.Traffic;
import java.util.List;

/**
 * Files that lie in the staging directory, each checked.
 *
 * @param files what they are, by path
 * @param traffic where their bytes came from
 * @param refused hosts that something asked for in vain meanwhile
 */
record Gathered(List<FetchedFile> files, Traffic traffic, List<String> refused) {
  Gathered {
    files = List.copyOf(files);
    refused = List.copyOf(refused);
  }
}
