/** The command {@code snapshot-hash}. */
@NullMarked
package dev.pipsnapshot.hasher.cli;

import org.jspecify.annotations.NullMarked;
