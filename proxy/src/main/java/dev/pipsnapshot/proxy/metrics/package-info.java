/** What the parts report, counted for Prometheus. */
@NullMarked
package dev.pipsnapshot.proxy.metrics;

import org.jspecify.annotations.NullMarked;
