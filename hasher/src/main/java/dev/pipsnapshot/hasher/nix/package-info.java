/** Hashes as Nix spells them, and the store paths that follow from them. */
@NullMarked
package dev.pipsnapshot.hasher.nix;

import org.jspecify.annotations.NullMarked;
