/** A package index as of an instant, with an artifact cache behind it, as one thing to start. */
@NullMarked
package dev.pipsnapshot.proxy;

import org.jspecify.annotations.NullMarked;
