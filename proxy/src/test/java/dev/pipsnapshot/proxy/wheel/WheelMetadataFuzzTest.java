package dev.pipsnapshot.proxy.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Arrays;

/** Every file is a wheel with metadata that its checksum confirms, or is no wheel. */
class WheelMetadataFuzzTest {
  private static final String WHEEL = "demo_pkg-1.0-py3-none-any.whl";

  @FuzzTest
  void read(byte[] archive) throws IOException {
    try {
      assertThat(WheelMetadataReader.read(new Bytes(archive), WHEEL)).isNotNull();
    } catch (WheelFormatException expected) {
      assertThat(expected).hasMessageStartingWith(WHEEL);
    }
  }

  /** Refuses what the reader must never ask for. */
  private static final class Bytes implements RangedBytes {
    private final byte[] content;

    Bytes(byte[] content) {
      this.content = content;
    }

    @Override
    public long length() {
      return content.length;
    }

    @Override
    public byte[] read(long position, int count) {
      assertThat(position).isBetween(0L, (long) content.length);
      assertThat(count).isBetween(0, content.length - (int) position);
      return Arrays.copyOfRange(content, (int) position, (int) position + count);
    }
  }
}
