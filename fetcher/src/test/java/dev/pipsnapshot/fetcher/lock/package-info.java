@NullMarked
package dev.pipsnapshot.fetcher.lock;

import org.jspecify.annotations.NullMarked;
