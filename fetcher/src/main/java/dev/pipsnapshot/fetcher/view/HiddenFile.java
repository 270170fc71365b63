package dev.pipsnapshot.fetcher.view;

/**
 * A file that exists and is not in the view.
 *
 * @param filename as the index spells it
 * @param version of the distribution, empty if its name does not tell
 * @param reason a sentence without a subject, such as {@code was uploaded 2021-07-28T10:00:00Z,
 *     after the cutoff}
 */
public record HiddenFile(String filename, String version, String reason) {}
