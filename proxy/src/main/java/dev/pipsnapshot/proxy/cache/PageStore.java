package dev.pipsnapshot.proxy.cache;

import java.util.Optional;

/** Upstream pages, the newest of each. Blocking; safe for use by many threads. */
public interface PageStore {
  /** The length of the body of {@link #find}, about; 0 if there is none. */
  long length(PageKey key);

  /** The page as it was last stored. */
  Optional<KeptPage> find(PageKey key);

  /** Keeps {@code page} instead of what was stored before, if it can. */
  void store(PageKey key, KeptPage page);
}
