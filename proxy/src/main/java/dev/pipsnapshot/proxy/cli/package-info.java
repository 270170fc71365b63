/** The commands snapshot-proxy and snapshot-cache, and the options they share with others. */
@NullMarked
package dev.pipsnapshot.proxy.cli;

import org.jspecify.annotations.NullMarked;
