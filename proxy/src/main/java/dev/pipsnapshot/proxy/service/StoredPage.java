package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.proxy.cache.CachedPage;
import dev.pipsnapshot.proxy.upstream.LargeBodies;
import dev.pipsnapshot.proxy.upstream.Validators;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept in memory of a page on disk while upstream is asked, which may take minutes.
 *
 * @param small the page itself, unless it is large
 */
record StoredPage(Validators validators, Instant fetchedAt, Optional<CachedPage> small) {
  static StoredPage of(CachedPage page) {
    return new StoredPage(
        new Validators(page.entityTag(), page.lastModified()),
        page.fetchedAt(),
        Optional.of(page).filter(body -> body.body().remaining() <= LargeBodies.LARGE));
  }
}
