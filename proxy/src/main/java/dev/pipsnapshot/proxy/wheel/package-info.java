/** Core metadata out of a wheel, read through a few byte ranges and strict about the archive. */
@NullMarked
package dev.pipsnapshot.proxy.wheel;

import org.jspecify.annotations.NullMarked;
