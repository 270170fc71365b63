@NullMarked
package dev.pipsnapshot.fetcher.pip;

import org.jspecify.annotations.NullMarked;
