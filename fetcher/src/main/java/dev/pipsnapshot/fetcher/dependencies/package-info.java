/** What projects require of each other by name, as requirements and core metadata say it. */
@NullMarked
package dev.pipsnapshot.fetcher.dependencies;

import org.jspecify.annotations.NullMarked;
