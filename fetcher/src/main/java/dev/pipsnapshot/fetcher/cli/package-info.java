/**
 * The commands of this module; the only package that parses arguments, writes to the standard
 * streams or exits.
 */
@NullMarked
package dev.pipsnapshot.fetcher.cli;

import org.jspecify.annotations.NullMarked;
