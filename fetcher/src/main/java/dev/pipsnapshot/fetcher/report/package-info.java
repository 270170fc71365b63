/** What a fetch did, for people and for machines. */
@NullMarked
package dev.pipsnapshot.fetcher.report;

import org.jspecify.annotations.NullMarked;
