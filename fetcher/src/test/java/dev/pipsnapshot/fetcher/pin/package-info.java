@NullMarked
package dev.pipsnapshot.fetcher.pin;

import org.jspecify.annotations.NullMarked;
