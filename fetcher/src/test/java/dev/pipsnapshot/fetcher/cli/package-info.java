@NullMarked
package dev.pipsnapshot.fetcher.cli;

import org.jspecify.annotations.NullMarked;
