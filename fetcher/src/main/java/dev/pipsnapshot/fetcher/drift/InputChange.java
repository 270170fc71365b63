package dev.pipsnapshot.fetcher.drift;

/**
 * An input that is another than before.
 *
 * @param input what it is called
 * @param before its old value
 * @param after its new value
 */
public record InputChange(String input, String before, String after) {}
