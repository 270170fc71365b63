/** Bytes on their way from the cache to a client. */
@NullMarked
package dev.pipsnapshot.proxy.body;

import org.jspecify.annotations.NullMarked;
