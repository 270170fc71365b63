package dev.pipsnapshot.fetcher.view;

/**
 * Bytes of artifacts, counted since the start.
 *
 * @param downloadedBytes from the network
 * @param cachedBytes from the cache
 */
public record Traffic(long downloadedBytes, long cachedBytes) {}
