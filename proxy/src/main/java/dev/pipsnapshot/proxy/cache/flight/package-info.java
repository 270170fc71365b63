/**
 * An artifact on its way from its source, shared by all who want it, in this process and in others.
 */
@NullMarked
package dev.pipsnapshot.proxy.cache.flight;

import org.jspecify.annotations.NullMarked;
