/** The files of a lock, without Python. */
@NullMarked
package dev.pipsnapshot.fetcher.restore;

import org.jspecify.annotations.NullMarked;
