/** The directory that appears whole or not at all. */
@NullMarked
package dev.pipsnapshot.fetcher.output;

import org.jspecify.annotations.NullMarked;
