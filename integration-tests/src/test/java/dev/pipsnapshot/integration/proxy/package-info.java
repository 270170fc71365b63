/** What {@code snapshot-proxy} shows to real clients, and what it makes of a bad upstream. */
@NullMarked
package dev.pipsnapshot.integration.proxy;

import org.jspecify.annotations.NullMarked;
