/** {@code snapshot-hash} as a program, at its limits. */
@NullMarked
package dev.pipsnapshot.integration.hash;

import org.jspecify.annotations.NullMarked;
