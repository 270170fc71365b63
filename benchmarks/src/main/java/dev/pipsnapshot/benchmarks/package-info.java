/** The inner pieces, measured one by one in a warm virtual machine. */
@NullMarked
package dev.pipsnapshot.benchmarks;

import org.jspecify.annotations.NullMarked;
