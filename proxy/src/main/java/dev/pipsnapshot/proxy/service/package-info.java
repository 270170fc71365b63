/**
 * Answers a route from the upstream index, the cache and the view; knows nothing of HTTP servers.
 */
@NullMarked
package dev.pipsnapshot.proxy.service;

import org.jspecify.annotations.NullMarked;
