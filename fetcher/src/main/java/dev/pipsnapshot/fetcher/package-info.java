/** Fetches what pip would have downloaded at an instant, into a directory that is fixed by that. */
@NullMarked
package dev.pipsnapshot.fetcher;

import org.jspecify.annotations.NullMarked;
