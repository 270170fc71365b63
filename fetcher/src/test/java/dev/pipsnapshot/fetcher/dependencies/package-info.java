@NullMarked
package dev.pipsnapshot.fetcher.dependencies;

import org.jspecify.annotations.NullMarked;
