package dev.pipsnapshot.proxy.wheel;

/**
 * One entry of a central directory.
 *
 * @param name as UTF-8
 * @param flags general purpose bit flag (APPNOTE 4.4.4)
 * @param method compression method (APPNOTE 4.4.5)
 * @param crc32 of the uncompressed data
 * @param compressedSize in bytes
 * @param size uncompressed, in bytes
 * @param offset of the local header from the start of the file
 */
record ZipEntry(
    String name, int flags, int method, long crc32, long compressedSize, long size, long offset) {}
