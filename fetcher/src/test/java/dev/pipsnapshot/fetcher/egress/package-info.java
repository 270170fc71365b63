@NullMarked
package dev.pipsnapshot.fetcher.egress;

import org.jspecify.annotations.NullMarked;
