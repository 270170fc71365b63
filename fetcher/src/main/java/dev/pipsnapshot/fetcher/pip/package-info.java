/** Real pip: found, given an environment made from nothing, run, and gone when we are gone. */
@NullMarked
package dev.pipsnapshot.fetcher.pip;

import org.jspecify.annotations.NullMarked;
