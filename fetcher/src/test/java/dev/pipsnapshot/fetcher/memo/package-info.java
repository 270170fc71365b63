@NullMarked
package dev.pipsnapshot.fetcher.memo;

import org.jspecify.annotations.NullMarked;
