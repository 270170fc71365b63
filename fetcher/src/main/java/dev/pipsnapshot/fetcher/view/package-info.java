/** The index as pip is to see it, seen from this side of the proxy. */
@NullMarked
package dev.pipsnapshot.fetcher.view;

import org.jspecify.annotations.NullMarked;
