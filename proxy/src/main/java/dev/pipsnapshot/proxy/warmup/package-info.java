/** What a proxy does while nobody asks it for anything, so that the first who do need not wait. */
@NullMarked
package dev.pipsnapshot.proxy.warmup;

import org.jspecify.annotations.NullMarked;
