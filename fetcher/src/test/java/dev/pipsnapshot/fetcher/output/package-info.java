@NullMarked
package dev.pipsnapshot.fetcher.output;

import org.jspecify.annotations.NullMarked;
