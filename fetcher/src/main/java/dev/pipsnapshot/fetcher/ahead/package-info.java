/** Guesses what pip will ask for next, so that it is there when pip asks. Decides nothing. */
@NullMarked
package dev.pipsnapshot.fetcher.ahead;

import org.jspecify.annotations.NullMarked;
