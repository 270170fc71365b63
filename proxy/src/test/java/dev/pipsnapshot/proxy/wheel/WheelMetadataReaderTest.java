package dev.pipsnapshot.proxy.wheel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

final class WheelMetadataReaderTest {
  private static final String WHEEL = "demo_pkg-1.0-py3-none-any.whl";
  private static final String METADATA = "Metadata-Version: 2.1\nName: demo-pkg\nVersion: 1.0\n";

  @Test
  void readsDeflatedMetadataByteForByte() throws IOException {
    assertThat(read(wheel("demo_pkg-1.0.dist-info/METADATA", METADATA))).isEqualTo(METADATA);
  }

  @Test
  void readsStoredMetadata() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      var entry = new ZipEntry("demo_pkg-1.0.dist-info/METADATA");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(METADATA.length());
      var crc = new CRC32();
      crc.update(METADATA.getBytes(UTF_8));
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(METADATA.getBytes(UTF_8));
    }
    assertThat(read(bytes.toByteArray())).isEqualTo(METADATA);
  }

  @Test
  void readsLittleOfALargeWheel() throws IOException {
    byte[] noise = new byte[5_000_000];
    new Random(1).nextBytes(noise);
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("demo_pkg/data.bin"));
      zip.write(noise);
      zip.putNextEntry(new ZipEntry("demo_pkg-1.0.dist-info/METADATA"));
      zip.write(METADATA.getBytes(UTF_8));
    }
    var file = new InMemoryFile(bytes.toByteArray());

    assertThat(new String(WheelMetadataReader.read(file, WHEEL), UTF_8)).isEqualTo(METADATA);
    assertThat(file.bytesRead).isLessThan(70_000);
  }

  @Test
  void findsTheEndRecordBehindALongComment() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.setComment("c".repeat(65_535));
      zip.putNextEntry(new ZipEntry("demo_pkg-1.0.dist-info/METADATA"));
      zip.write(METADATA.getBytes(UTF_8));
    }
    assertThat(read(bytes.toByteArray())).isEqualTo(METADATA);
  }

  @Test
  void acceptsANormalisedDirectoryName() throws IOException {
    assertThat(read(wheel("Demo.Pkg-1.0.dist-info/METADATA", METADATA))).isEqualTo(METADATA);
  }

  @Test
  void refusesTheMetadataOfAnotherProject() {
    byte[] archive = wheel("evil-1.0.dist-info/METADATA", METADATA);
    assertThatThrownBy(() -> read(archive)).hasMessageContaining("another project: evil-1.0");
  }

  @Test
  void refusesTwoMetadataDirectories() {
    byte[] archive =
        wheel("demo_pkg-1.0.dist-info/METADATA", METADATA, "demo_pkg-2.0.dist-info/METADATA", "x");
    assertThatThrownBy(() -> read(archive)).hasMessageContaining("2 .dist-info directories");
  }

  @Test
  void refusesAWheelWithoutMetadata() {
    byte[] archive = wheel("demo_pkg-1.0.dist-info/WHEEL", "x");
    assertThatThrownBy(() -> read(archive)).hasMessageContaining("has no METADATA");
  }

  @Test
  void refusesTrailingData() {
    byte[] archive = wheel("demo_pkg-1.0.dist-info/METADATA", METADATA);
    byte[] longer = Arrays.copyOf(archive, archive.length + 1);
    assertThatThrownBy(() -> read(longer)).hasMessageContaining("no end record");
  }

  @Test
  void refusesDataBeforeTheArchive() {
    byte[] archive = wheel("demo_pkg-1.0.dist-info/METADATA", METADATA);
    byte[] shifted = new byte[archive.length + 7];
    System.arraycopy(archive, 0, shifted, 7, archive.length);
    assertThatThrownBy(() -> read(shifted)).hasMessageContaining("does not end where");
  }

  @Test
  void refusesANameThatStandsTwice() {
    byte[] archive =
        wheel(
            "demo_pkg-1.0.dist-info/METADATA", METADATA, "demo_pkg-1.0.dist-info/METADATB", "evil");
    byte[] name = "METADATB".getBytes(UTF_8);
    for (int at = 0; at < archive.length - name.length; at++) {
      if (Arrays.equals(archive, at, at + name.length, name, 0, name.length)) {
        archive[at + name.length - 1] = 'A';
      }
    }
    assertThatThrownBy(() -> read(archive)).hasMessageContaining("stands twice");
  }

  @Test
  void refusesMetadataThatDoesNotMatchItsChecksum() {
    byte[] archive = wheel("demo_pkg-1.0.dist-info/METADATA", METADATA);
    ByteBuffer view = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    int directory = view.getInt(archive.length - 22 + 16);
    view.putInt(directory + 16, 0);
    assertThatThrownBy(() -> read(archive)).hasMessageContaining("checksum");
  }

  @Test
  void survivesAnyCorruptionOfASmallWheel() {
    byte[] archive = wheel("demo_pkg-1.0.dist-info/METADATA", METADATA);
    var random = new Random(42);
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = archive.clone();
      for (int change = 0; change <= random.nextInt(3); change++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(read(Arrays.copyOf(damaged, damaged.length - random.nextInt(2))))
            .isEqualTo(METADATA);
      } catch (IOException expected) {
        assertThat(expected).hasMessageContaining(WHEEL);
      }
    }
  }

  @Test
  void refusesWhatIsNoZip() {
    assertThatThrownBy(() -> read(new byte[0])).isInstanceOf(WheelFormatException.class);
    assertThatThrownBy(() -> read(new byte[100_000])).isInstanceOf(WheelFormatException.class);
  }

  private static String read(byte[] archive) throws IOException {
    return new String(WheelMetadataReader.read(new InMemoryFile(archive), WHEEL), UTF_8);
  }

  private static byte[] wheel(String... namesAndContents) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndContents[i]));
        zip.write(namesAndContents[i + 1].getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static final class InMemoryFile implements RangedBytes {
    private final byte[] bytes;
    private int bytesRead;

    InMemoryFile(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public byte[] read(long position, int count) {
      bytesRead += count;
      return Arrays.copyOfRange(bytes, (int) position, (int) position + count);
    }
  }
}
