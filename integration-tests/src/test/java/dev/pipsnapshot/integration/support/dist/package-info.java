/** Small real wheels and sdists, made at run time, equal byte for byte in every run. */
@NullMarked
package dev.pipsnapshot.integration.support.dist;

import org.jspecify.annotations.NullMarked;
