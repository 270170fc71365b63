/** What is different between two sets of files, and why. */
@NullMarked
package dev.pipsnapshot.fetcher.drift;

import org.jspecify.annotations.NullMarked;
