package dev.pipsnapshot.fetcher.view;

/**
 * Bytes of files that were served, each file counted once.
 *
 * @param downloadedBytes from the network
 * @param cachedBytes from the cache
 */
public record Traffic(long downloadedBytes, long cachedBytes) {}
