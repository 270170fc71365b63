package dev.pipsnapshot.proxy.upstream;

import java.nio.ByteBuffer;

/**
 * Part of a file.
 *
 * @param firstByte index of the first byte in the file
 * @param bytes the bytes, read-only
 * @param totalLength length of the whole file in bytes
 */
public record FileRange(long firstByte, ByteBuffer bytes, long totalLength) {}
