/**
 * What lies on disk: files that appear whole, the locks around them, and what is known to be
 * verified.
 */
@NullMarked
package dev.pipsnapshot.proxy.cache.store;

import org.jspecify.annotations.NullMarked;
