/**
 * Artifacts, pages and core metadata on disk, shared by any number of processes without a daemon.
 *
 * <p>Bytes come from an {@link dev.pipsnapshot.proxy.cache.ArtifactSource} and go out through a
 * {@link dev.pipsnapshot.proxy.body.BodyFeed}; where they come from and where they go is not known
 * here.
 */
@NullMarked
package dev.pipsnapshot.proxy.cache;

import org.jspecify.annotations.NullMarked;
