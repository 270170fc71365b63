package dev.pipsnapshot.proxy.cache;

import dev.pipsnapshot.hasher.Sha256;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An artifact whose bytes have been checked against everything that was known of it.
 *
 * @param digest what its bytes hash to
 * @param size bytes
 * @param path the file in the cache, which a prune may remove at any time; empty if the cache could
 *     not keep it
 */
public record VerifiedArtifact(Sha256 digest, long size, Optional<Path> path) {}
