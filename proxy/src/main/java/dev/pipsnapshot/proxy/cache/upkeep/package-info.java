/** What the cache holds, how big it is and when it was last used; and what of it can go. */
@NullMarked
package dev.pipsnapshot.proxy.cache.upkeep;

import org.jspecify.annotations.NullMarked;
