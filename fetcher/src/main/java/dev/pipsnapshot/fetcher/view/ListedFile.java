package dev.pipsnapshot.fetcher.view;

import dev.pipsnapshot.hasher.Sha256;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A file of the view.
 *
 * @param filename as the index spells it
 * @param sha256 what the index promises, or what its bytes turned out to have
 * @param uploadTime when it came to the index
 * @param url where it lives upstream; never one of ours, never with credentials
 * @param origin where its bytes came from this time, if they were served
 */
public record ListedFile(
    String filename,
    Optional<Sha256> sha256,
    Optional<Instant> uploadTime,
    URI url,
    Optional<Origin> origin) {}
