package dev.pipsnapshot.fetcher.requirements;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The marks by which pip knows the encoding of a requirements file. */
enum ByteOrderMark {
  UTF_8(StandardCharsets.UTF_8, "\u00EF\u00BB\u00BF"),
  UTF_16_BE(StandardCharsets.UTF_16BE, "\u00FE\u00FF"),
  UTF_16_LE(StandardCharsets.UTF_16LE, "\u00FF\u00FE"),
  NONE(StandardCharsets.UTF_8, "");

  private final Charset charset;
  private final String mark;

  ByteOrderMark(Charset charset, String mark) {
    this.charset = charset;
    this.mark = mark;
  }

  static ByteOrderMark of(byte[] bytes) {
    for (ByteOrderMark candidate : values()) {
      if (candidate.starts(bytes)) {
        return candidate;
      }
    }
    return NONE;
  }

  Charset charset() {
    return charset;
  }

  int length() {
    return mark.length();
  }

  private boolean starts(byte[] bytes) {
    return bytes.length >= mark.length()
        && new String(bytes, 0, mark.length(), StandardCharsets.ISO_8859_1).equals(mark);
  }
}
