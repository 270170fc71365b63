/**
 * Nix Archive (NAR) serialisation of file trees, see the Nix manual, "Nix Archive (NAR) format".
 */
@NullMarked
package dev.pipsnapshot.hasher.nar;

import org.jspecify.annotations.NullMarked;
