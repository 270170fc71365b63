/** Whether what was pinned is still so. */
@NullMarked
package dev.pipsnapshot.fetcher.check;

import org.jspecify.annotations.NullMarked;
