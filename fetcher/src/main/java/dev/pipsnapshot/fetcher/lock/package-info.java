/** Locks: which files a fetch gave, and where they are, as {@code pylock.toml} and otherwise. */
@NullMarked
package dev.pipsnapshot.fetcher.lock;

import org.jspecify.annotations.NullMarked;
