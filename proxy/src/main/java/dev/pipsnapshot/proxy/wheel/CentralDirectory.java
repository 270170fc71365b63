package dev.pipsnapshot.proxy.wheel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The central directory of a ZIP archive, read from its end (APPNOTE 4.3).
 *
 * <p>Accepts only archives that leave no room for a second reading: one directory, directly before
 * its end record, nothing after that, no name twice, no other disks. Installers that disagree on
 * such archives have been attacked with them (CVE-2025-54368).
 */
final class CentralDirectory {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
  private static final int ZIP64_LOCATOR_LENGTH = 20;
  private static final int ZIP64_END_SIGNATURE = 0x06064b50;
  private static final int ZIP64_END_LENGTH = 56;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int ENTRY_LENGTH = 46;
  private static final int ZIP64_EXTRA = 0x0001;
  private static final long UNKNOWN_32 = 0xffffffffL;
  private static final int UNKNOWN_16 = 0xffff;

  /** Reaches the whole directory of most wheels in the first read. */
  private static final int FIRST_READ = 64 * 1024;

  private static final int MAX_COMMENT = 0xffff;
  private static final int MAX_DIRECTORY = 64 * 1024 * 1024;

  private final Map<String, ZipEntry> entries;
  private final long start;

  private CentralDirectory(Map<String, ZipEntry> entries, long start) {
    this.entries = entries;
    this.start = start;
  }

  /** The entries by name, in the order of the directory. */
  Map<String, ZipEntry> entries() {
    return entries;
  }

  /** Where the directory begins, and so where the last entry's data ends at the latest. */
  long start() {
    return start;
  }

  static CentralDirectory read(RangedBytes file, String wheel) throws IOException {
    return new Reader(file, wheel).read();
  }

  private record End(long directoryStart, long directoryLength, long entryCount, long position) {}

  private static final class Reader {
    private final RangedBytes file;
    private final String wheel;
    private long tailStart;
    private ByteBuffer tail = ByteBuffer.allocate(0);

    Reader(RangedBytes file, String wheel) {
      this.file = file;
      this.wheel = wheel;
    }

    CentralDirectory read() throws IOException {
      if (file.length() < END_LENGTH) {
        throw fault("too short for a ZIP archive");
      }
      readTail(FIRST_READ);
      End end = withZip64(end());
      if (end.directoryStart() + end.directoryLength() != end.position()) {
        throw fault("the central directory does not end where its end record begins");
      }
      if (end.directoryLength() > MAX_DIRECTORY) {
        throw fault("the central directory is larger than 64 MiB");
      }
      ByteBuffer directory = bytes(end.directoryStart(), Math.toIntExact(end.directoryLength()));
      Map<String, ZipEntry> entries = new LinkedHashMap<>();
      while (directory.remaining() > 0) {
        ZipEntry entry = entry(directory);
        if (entries.put(entry.name(), entry) != null) {
          throw fault("the name '" + entry.name() + "' stands twice in the central directory");
        }
      }
      if (entries.size() != end.entryCount()) {
        throw fault("the end record counts another number of entries than there are");
      }
      return new CentralDirectory(entries, end.directoryStart());
    }

    private End end() throws IOException {
      long position = findEnd();
      if (position < 0 && tailStart > 0) {
        readTail(END_LENGTH + MAX_COMMENT);
        position = findEnd();
      }
      if (position < 0) {
        throw fault("no end record of a ZIP archive at the end of the file");
      }
      ByteBuffer record = bytes(position, END_LENGTH);
      int disk = Short.toUnsignedInt(record.getShort(4));
      int directoryDisk = Short.toUnsignedInt(record.getShort(6));
      int entriesHere = Short.toUnsignedInt(record.getShort(8));
      int entries = Short.toUnsignedInt(record.getShort(10));
      if (disk != directoryDisk || entriesHere != entries || (disk != 0 && disk != UNKNOWN_16)) {
        throw fault("an archive of several disks");
      }
      return new End(
          Integer.toUnsignedLong(record.getInt(16)),
          Integer.toUnsignedLong(record.getInt(12)),
          entries,
          position);
    }

    /** The one position whose comment reaches exactly to the end of the file, or -1. */
    private long findEnd() {
      for (int at = tail.limit() - END_LENGTH; at >= 0; at--) {
        if (tail.getInt(at) == END_SIGNATURE
            && at + END_LENGTH + Short.toUnsignedInt(tail.getShort(at + 20)) == tail.limit()) {
          return tailStart + at;
        }
      }
      return -1;
    }

    private End withZip64(End end) throws IOException {
      long locatorPosition = end.position() - ZIP64_LOCATOR_LENGTH;
      if (locatorPosition < 0) {
        return end;
      }
      ByteBuffer locator = bytes(locatorPosition, ZIP64_LOCATOR_LENGTH);
      boolean needed =
          end.directoryStart() == UNKNOWN_32
              || end.directoryLength() == UNKNOWN_32
              || end.entryCount() == UNKNOWN_16;
      if (locator.getInt(0) != ZIP64_LOCATOR_SIGNATURE) {
        if (needed) {
          throw fault("the ZIP64 end record is missing");
        }
        return end;
      }
      long position = locator.getLong(8);
      if (position < 0 || position != locatorPosition - ZIP64_END_LENGTH) {
        throw fault("the ZIP64 end record is not where it should be");
      }
      ByteBuffer record = bytes(position, ZIP64_END_LENGTH);
      if (record.getInt(0) != ZIP64_END_SIGNATURE
          || record.getLong(4) != ZIP64_END_LENGTH - 12
          || record.getInt(16) != 0
          || record.getInt(20) != 0
          || record.getLong(24) != record.getLong(32)) {
        throw fault("the ZIP64 end record is malformed");
      }
      var wide = new End(record.getLong(48), record.getLong(40), record.getLong(32), position);
      if (wide.directoryStart() < 0 || wide.directoryLength() < 0 || wide.entryCount() < 0) {
        throw fault("the ZIP64 end record is malformed");
      }
      requireAgreement(end.directoryStart(), UNKNOWN_32, wide.directoryStart());
      requireAgreement(end.directoryLength(), UNKNOWN_32, wide.directoryLength());
      requireAgreement(end.entryCount(), UNKNOWN_16, wide.entryCount());
      return wide;
    }

    private void requireAgreement(long narrow, long unknown, long wide) throws IOException {
      if (narrow != unknown && narrow != wide) {
        throw fault("the two end records disagree");
      }
    }

    private ZipEntry entry(ByteBuffer directory) throws IOException {
      if (directory.remaining() < ENTRY_LENGTH
          || directory.getInt(directory.position()) != ENTRY_SIGNATURE) {
        throw fault("the central directory is malformed");
      }
      int at = directory.position();
      int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
      int extraLength = Short.toUnsignedInt(directory.getShort(at + 30));
      int commentLength = Short.toUnsignedInt(directory.getShort(at + 32));
      if (directory.remaining() < ENTRY_LENGTH + nameLength + extraLength + commentLength) {
        throw fault("the central directory is malformed");
      }
      byte[] name = new byte[nameLength];
      directory.get(at + ENTRY_LENGTH, name);
      long size = Integer.toUnsignedLong(directory.getInt(at + 24));
      long compressedSize = Integer.toUnsignedLong(directory.getInt(at + 20));
      long offset = Integer.toUnsignedLong(directory.getInt(at + 42));
      ByteBuffer wide = zip64Extra(directory.slice(at + ENTRY_LENGTH + nameLength, extraLength));
      size = wideOr(size, wide);
      compressedSize = wideOr(compressedSize, wide);
      offset = wideOr(offset, wide);
      directory.position(at + ENTRY_LENGTH + nameLength + extraLength + commentLength);
      return new ZipEntry(
          new String(name, StandardCharsets.UTF_8),
          Short.toUnsignedInt(directory.getShort(at + 8)),
          Short.toUnsignedInt(directory.getShort(at + 10)),
          Integer.toUnsignedLong(directory.getInt(at + 16)),
          compressedSize,
          size,
          offset);
    }

    private long wideOr(long narrow, ByteBuffer wide) throws IOException {
      if (narrow != UNKNOWN_32) {
        return narrow;
      }
      if (wide.remaining() < Long.BYTES) {
        throw fault("a ZIP64 size is missing");
      }
      long value = wide.getLong();
      if (value < 0) {
        throw fault("a ZIP64 size is out of range");
      }
      return value;
    }

    private ByteBuffer zip64Extra(ByteBuffer extra) throws IOException {
      extra.order(ByteOrder.LITTLE_ENDIAN);
      while (extra.remaining() >= 4) {
        int id = Short.toUnsignedInt(extra.getShort());
        int length = Short.toUnsignedInt(extra.getShort());
        if (length > extra.remaining()) {
          throw fault("an extra field is malformed");
        }
        if (id == ZIP64_EXTRA) {
          return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        }
        extra.position(extra.position() + length);
      }
      return ByteBuffer.allocate(0);
    }

    private void readTail(int wanted) throws IOException {
      int count = (int) Math.min(wanted, file.length());
      tailStart = file.length() - count;
      tail = ByteBuffer.wrap(file.read(tailStart, count)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer bytes(long position, int count) throws IOException {
      if (position < 0 || count < 0 || position > file.length() - count) {
        throw fault("a record points outside the file");
      }
      if (position >= tailStart) {
        return tail.slice(Math.toIntExact(position - tailStart), count)
            .order(ByteOrder.LITTLE_ENDIAN);
      }
      return ByteBuffer.wrap(file.read(position, count)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private WheelFormatException fault(String what) {
      return new WheelFormatException(wheel, what);
    }
  }
}
