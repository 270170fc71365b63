@NullMarked
package dev.pipsnapshot.fetcher.drift;

import org.jspecify.annotations.NullMarked;
