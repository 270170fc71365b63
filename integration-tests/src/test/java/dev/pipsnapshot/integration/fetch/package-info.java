/** {@code snapshot-fetch} as a process, with real pips, before fixture indexes and the real one. */
@NullMarked
package dev.pipsnapshot.integration.fetch;

import org.jspecify.annotations.NullMarked;
