/** The ways in which a fetch ends without a directory. */
@NullMarked
package dev.pipsnapshot.fetcher.failure;

import org.jspecify.annotations.NullMarked;
