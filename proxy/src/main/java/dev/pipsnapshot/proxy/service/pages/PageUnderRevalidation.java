package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.proxy.cache.KeptPage;
import dev.pipsnapshot.proxy.upstream.LargeBodies;
import dev.pipsnapshot.proxy.upstream.Validators;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept in memory of a page on disk while upstream is asked, which may take minutes.
 *
 * @param small the page itself, unless it is large
 */
record PageUnderRevalidation(Validators validators, Instant fetchedAt, Optional<KeptPage> small) {
  static PageUnderRevalidation of(KeptPage page) {
    return new PageUnderRevalidation(
        new Validators(page.entityTag(), page.lastModified()),
        page.fetchedAt(),
        Optional.of(page).filter(body -> body.body().remaining() <= LargeBodies.LARGE));
  }
}
