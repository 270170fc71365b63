package dev.pipsnapshot.fetcher.run;

import dev.pipsnapshot.fetcher.pip.Interpreter;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import dev.pipsnapshot.proxy.service.ServedFile;

/** Told how a fetch goes on. Calls come from any thread and must return soon. */
public interface FetchListener {
  /** pip starts to decide. */
  default void resolving(Interpreter interpreter, PipVersion pip) {}

  /** pip wrote a line. */
  default void pipSaid(String line) {}

  /** pip took a file for the first time. */
  default void served(ServedFile file) {}

  /** The files that building needs are looked for. */
  default void collectingBuildRequires() {}

  /** pip was asked the same before: its files are taken from the cache. */
  default void remembering() {}

  /** The files are there, and are hashed. */
  default void hashing() {}
}
