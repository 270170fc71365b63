@NullMarked
package dev.pipsnapshot.fetcher.ahead;

import org.jspecify.annotations.NullMarked;
