/** Real Bazel, as far as a machine without its registries allows. */
@NullMarked
package dev.pipsnapshot.integration.bazel;

import org.jspecify.annotations.NullMarked;
