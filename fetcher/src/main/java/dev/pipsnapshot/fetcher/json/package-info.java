/** JSON and its like as trees, for commands that are over in half a second. */
@NullMarked
package dev.pipsnapshot.fetcher.json;

import org.jspecify.annotations.NullMarked;
