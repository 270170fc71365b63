package dev.pipsnapshot.fetcher.run;

import dev.pipsnapshot.fetcher.drift.Inventory;
import dev.pipsnapshot.fetcher.failure.LockUnusable;
import dev.pipsnapshot.fetcher.lock.LockFormat;
import dev.pipsnapshot.fetcher.lock.LockReader;
import dev.pipsnapshot.fetcher.lock.LockTarget;
import dev.pipsnapshot.fetcher.memo.Memo;
import dev.pipsnapshot.fetcher.output.ExistingOutput;
import dev.pipsnapshot.fetcher.run.FetchRequest.Output;
import dev.pipsnapshot.hasher.Sha256;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which files an earlier fetch left at a destination, as far as a memo and a lock tell. */
final class EarlierFiles {
  private EarlierFiles() {}

  /** Their digests, by path; none where nothing is to be replaced. */
  static Map<String, Sha256> at(Output output, Optional<Memo> memo) {
    if (output.existing() == ExistingOutput.REFUSE) {
      return Map.of();
    }
    Map<String, Sha256> digests = new HashMap<>();
    memo.ifPresent(known -> digests.putAll(Inventory.of(known.files()).digests()));
    output
        .lock()
        .filter(lock -> lock.format() == LockFormat.PYLOCK && Files.exists(lock.file()))
        .ifPresent(lock -> digests.putAll(digests(lock)));
    return digests;
  }

  private static Map<String, Sha256> digests(LockTarget lock) {
    try {
      return Inventory.of(LockReader.read(lock.file())).digests();
    } catch (LockUnusable e) {
      // It will be replaced, and need not be in order.
      return Map.of();
    }
  }
}
