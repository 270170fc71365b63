package dev.pipsnapshot.fetcher.requirements;

/**
 * A line of a requirements file as pip sees it: continued lines joined, comments gone, never blank.
 *
 * @param where file and line, for messages
 * @param text without white space at its ends
 */
record LogicalLine(String where, String text) {}
