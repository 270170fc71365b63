package dev.pipsnapshot.fetcher.view;

/**
 * Bytes of files, each file counted once.
 *
 * @param downloadedBytes from the network, also those that were not served in the end
 * @param cachedBytes from the cache
 */
public record Traffic(long downloadedBytes, long cachedBytes) {}
