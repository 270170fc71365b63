/** Digests and what Nix builds from them. */
@NullMarked
package dev.pipsnapshot.hasher;

import org.jspecify.annotations.NullMarked;
