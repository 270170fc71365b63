package dev.pipsnapshot.proxy.wheel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Takes {@code METADATA} out of a wheel as PEP 658 wants it served: the very bytes of {@code
 * NAME-VERSION.dist-info/METADATA}. Costs two or three ranged reads.
 */
public final class WheelMetadataReader {
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int LOCAL_LENGTH = 30;
  private static final int ENCRYPTED = 1;
  private static final int DATA_DESCRIPTOR = 1 << 3;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  /** Local extra fields are short; this saves a second read for nearly every wheel. */
  private static final int SLACK = 512;

  private static final int MAX_METADATA = 16 * 1024 * 1024;
  private static final Pattern DIST_INFO =
      Pattern.compile("([^/]+)\\.dist-info/.*", Pattern.DOTALL);
  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

  private WheelMetadataReader() {}

  /**
   * The metadata of the wheel called {@code filename}.
   *
   * @throws WheelFormatException if it is no wheel, belongs to another project, or is an archive
   *     that could be read in two ways
   * @throws IOException if {@code wheel} cannot be read
   */
  public static byte[] read(RangedBytes wheel, String filename) throws IOException {
    CentralDirectory directory = CentralDirectory.read(wheel, filename);
    ZipEntry entry = metadataEntry(directory, filename);
    byte[] compressed = data(wheel, directory, entry, filename);
    byte[] metadata =
        entry.method() == STORED ? compressed : inflate(compressed, (int) entry.size(), filename);
    var crc = new CRC32();
    crc.update(metadata);
    if (metadata.length != entry.size() || crc.getValue() != entry.crc32()) {
      throw new WheelFormatException(filename, entry.name() + " does not match its checksum");
    }
    return metadata;
  }

  private static ZipEntry metadataEntry(CentralDirectory directory, String filename)
      throws WheelFormatException {
    List<String> distInfo =
        directory.entries().keySet().stream()
            .map(DIST_INFO::matcher)
            .filter(Matcher::matches)
            .map(match -> match.group(1))
            .distinct()
            .toList();
    if (distInfo.size() != 1) {
      throw new WheelFormatException(
          filename, "has " + distInfo.size() + " .dist-info directories instead of one");
    }
    if (!normalised(distInfo.get(0)).equals(normalised(nameAndVersion(filename)))) {
      throw new WheelFormatException(
          filename, "holds the metadata of another project: " + distInfo.get(0));
    }
    ZipEntry entry = directory.entries().get(distInfo.get(0) + ".dist-info/METADATA");
    if (entry == null) {
      throw new WheelFormatException(filename, "has no METADATA");
    }
    if ((entry.flags() & ENCRYPTED) != 0) {
      throw new WheelFormatException(filename, "METADATA is encrypted");
    }
    if (entry.method() != STORED && entry.method() != DEFLATED) {
      throw new WheelFormatException(
          filename, "METADATA is compressed by the unknown method " + entry.method());
    }
    if (entry.size() > MAX_METADATA || entry.compressedSize() > MAX_METADATA) {
      throw new WheelFormatException(filename, "METADATA is larger than 16 MiB");
    }
    return entry;
  }

  private static byte[] data(
      RangedBytes wheel, CentralDirectory directory, ZipEntry entry, String filename)
      throws IOException {
    int nameLength = entry.name().getBytes(StandardCharsets.UTF_8).length;
    long room = directory.start() - entry.offset();
    long expected = (long) LOCAL_LENGTH + nameLength + entry.compressedSize();
    if (entry.offset() < 0 || room < expected) {
      throw new WheelFormatException(filename, "METADATA lies outside the archive");
    }
    ByteBuffer local =
        ByteBuffer.wrap(wheel.read(entry.offset(), (int) Math.min(room, expected + SLACK)))
            .order(ByteOrder.LITTLE_ENDIAN);
    if (local.getInt(0) != LOCAL_SIGNATURE
        || Short.toUnsignedInt(local.getShort(8)) != entry.method()
        || Short.toUnsignedInt(local.getShort(26)) != nameLength
        || !new String(local.array(), LOCAL_LENGTH, nameLength, StandardCharsets.UTF_8)
            .equals(entry.name())
        || disagrees(local, entry)) {
      throw new WheelFormatException(
          filename, "the local header of METADATA disagrees with the central directory");
    }
    long start = (long) LOCAL_LENGTH + nameLength + Short.toUnsignedInt(local.getShort(28));
    int count = (int) entry.compressedSize();
    if (start + count > room) {
      throw new WheelFormatException(filename, "METADATA lies outside the archive");
    }
    if (start + count > local.limit()) {
      return wheel.read(entry.offset() + start, count);
    }
    byte[] data = new byte[count];
    local.get((int) start, data);
    return data;
  }

  private static boolean disagrees(ByteBuffer local, ZipEntry entry) {
    if ((Short.toUnsignedInt(local.getShort(6)) & DATA_DESCRIPTOR) != 0) {
      return false;
    }
    return Integer.toUnsignedLong(local.getInt(14)) != entry.crc32()
        || differs(local.getInt(18), entry.compressedSize())
        || differs(local.getInt(22), entry.size());
  }

  /** A local header whose size is all ones has the real one in its ZIP64 field. */
  private static boolean differs(int narrow, long size) {
    return narrow != -1 && Integer.toUnsignedLong(narrow) != size;
  }

  private static byte[] inflate(byte[] compressed, int size, String filename)
      throws WheelFormatException {
    var inflater = new Inflater(true);
    try {
      inflater.setInput(compressed);
      // One byte more than promised shows whether the stream would go on.
      byte[] data = new byte[size + 1];
      int length = 0;
      while (length < data.length && !inflater.finished()) {
        int count = inflater.inflate(data, length, data.length - length);
        if (count == 0 && !inflater.finished()) {
          break;
        }
        length += count;
      }
      if (length != size || !inflater.finished() || inflater.getRemaining() > 0) {
        throw new WheelFormatException(filename, "METADATA has another size than promised");
      }
      return Arrays.copyOf(data, size);
    } catch (DataFormatException e) {
      var fault = new WheelFormatException(filename, "METADATA cannot be decompressed");
      fault.initCause(e);
      throw fault;
    } finally {
      inflater.end();
    }
  }

  private static String nameAndVersion(String filename) throws WheelFormatException {
    String[] parts = filename.split("-", -1);
    if (!filename.endsWith(".whl") || parts.length < 5 || parts.length > 6) {
      throw new WheelFormatException(filename, "is no wheel's file name");
    }
    return parts[0] + "-" + parts[1];
  }

  private static String normalised(String nameAndVersion) {
    return SEPARATORS.matcher(nameAndVersion).replaceAll("-").toLowerCase(Locale.ROOT);
  }
}
