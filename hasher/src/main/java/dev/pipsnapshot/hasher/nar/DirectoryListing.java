package dev.pipsnapshot.hasher.nar;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The names in one directory, in the order of an archive. Packed, so that a million of them take
 * little more memory than their bytes: each is a length byte and the name, in blocks of 64 KiB.
 */
final class DirectoryListing {
  private static final int BLOCK_BITS = 16;
  private static final int BLOCK_BYTES = 1 << BLOCK_BITS;
  private static final int FIRST_BLOCK_BYTES = 1 << 9;
  private static final int OFFSET_MASK = BLOCK_BYTES - 1;
  private static final int INSERTION_SORT_LIMIT = 8;

  private final List<byte[]> blocks = new ArrayList<>();
  private int used;
  private int[] positions = new int[16];
  private int count;
  private int next;

  private DirectoryListing() {
    blocks.add(new byte[FIRST_BLOCK_BYTES]);
  }

  static DirectoryListing of(Path directory) throws UnreadableFileException {
    var listing = new DirectoryListing();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        listing.add(NarEntryName.bytesOf(entry.getFileName()));
      }
    } catch (DirectoryIteratorException e) {
      throw new UnreadableFileException(directory, requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw new UnreadableFileException(directory, e);
    }
    listing.sort();
    return listing;
  }

  boolean hasNext() {
    return next < count;
  }

  /** The next name, in unsigned byte order. */
  byte[] next() {
    int position = positions[next++];
    byte[] block = blocks.get(position >>> BLOCK_BITS);
    int offset = position & OFFSET_MASK;
    return Arrays.copyOfRange(block, offset + 1, offset + 1 + Byte.toUnsignedInt(block[offset]));
  }

  private void add(byte[] name) {
    if (name.length > 255) {
      throw new IllegalStateException("a name of " + name.length + " bytes");
    }
    byte[] block = roomFor(1 + name.length);
    if (count == positions.length) {
      positions = Arrays.copyOf(positions, count + (count >> 1));
    }
    positions[count++] = (blocks.size() - 1) << BLOCK_BITS | used;
    block[used++] = (byte) name.length;
    System.arraycopy(name, 0, block, used, name.length);
    used += name.length;
  }

  /** Most directories are small: only the first block starts small and grows. */
  private byte[] roomFor(int bytes) {
    int last = blocks.size() - 1;
    byte[] block = blocks.get(last);
    if (used + bytes <= block.length) {
      return block;
    }
    if (block.length < BLOCK_BYTES) {
      block = Arrays.copyOf(block, 2 * block.length);
      blocks.set(last, block);
      return block;
    }
    block = new byte[BLOCK_BYTES];
    blocks.add(block);
    used = 0;
    return block;
  }

  private void sort() {
    sort(positions, new int[count], 0, count);
  }

  /** Merge sort of {@code [from, to)}: the JDK sorts primitives by their own order only. */
  private void sort(int[] array, int[] scratch, int from, int to) {
    if (to - from <= INSERTION_SORT_LIMIT) {
      insertionSort(array, from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    sort(array, scratch, from, middle);
    sort(array, scratch, middle, to);
    if (compare(array[middle - 1], array[middle]) <= 0) {
      return;
    }
    System.arraycopy(array, from, scratch, from, middle - from);
    int left = from;
    int right = middle;
    for (int target = from; left < middle; target++) {
      boolean takeRight = right < to && compare(array[right], scratch[left]) < 0;
      array[target] = takeRight ? array[right++] : scratch[left++];
    }
  }

  private void insertionSort(int[] array, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int moving = array[i];
      int target = i;
      while (target > from && compare(array[target - 1], moving) > 0) {
        array[target] = array[target - 1];
        target--;
      }
      array[target] = moving;
    }
  }

  private int compare(int position, int other) {
    byte[] block = blocks.get(position >>> BLOCK_BITS);
    byte[] otherBlock = blocks.get(other >>> BLOCK_BITS);
    int start = (position & OFFSET_MASK) + 1;
    int otherStart = (other & OFFSET_MASK) + 1;
    return Arrays.compareUnsigned(
        block,
        start,
        start + Byte.toUnsignedInt(block[start - 1]),
        otherBlock,
        otherStart,
        otherStart + Byte.toUnsignedInt(otherBlock[otherStart - 1]));
  }
}
