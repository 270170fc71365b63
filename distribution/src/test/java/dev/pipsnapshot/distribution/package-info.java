/** Tests of what the distribution installs, and of the launchers of a checkout. */
@NullMarked
package dev.pipsnapshot.distribution;

import org.jspecify.annotations.NullMarked;
