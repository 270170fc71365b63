@NullMarked
package dev.pipsnapshot.fetcher.requirements;

import org.jspecify.annotations.NullMarked;
