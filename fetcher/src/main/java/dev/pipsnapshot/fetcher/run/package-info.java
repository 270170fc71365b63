/**
 * A fetch from its request to its result: pip's run, what is checked after it, and why it failed.
 */
@NullMarked
package dev.pipsnapshot.fetcher.run;

import org.jspecify.annotations.NullMarked;
