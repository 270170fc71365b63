/** Our archives, hashes and store paths against those of the installed Nix. */
@NullMarked
package dev.pipsnapshot.integration.nix;

import org.jspecify.annotations.NullMarked;
