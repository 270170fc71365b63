/** Locks, with the tools that read and write them. */
@NullMarked
package dev.pipsnapshot.integration.lock;

import org.jspecify.annotations.NullMarked;
