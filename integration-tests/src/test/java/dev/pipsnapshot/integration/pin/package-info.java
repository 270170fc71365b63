/** Hashes that are kept, checked, and explained when they change. */
@NullMarked
package dev.pipsnapshot.integration.pin;

import org.jspecify.annotations.NullMarked;
