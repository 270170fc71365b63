package dev.pipsnapshot.proxy.index.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The text of a page on its way out as UTF-8, a piece at a time: whole, a page of a hundred
 * thousand files would take its length three times.
 */
final class PageText {
  private static final int PIECE = 32 * 1024;
  private static final int ROOM_FOR_ONE_MORE = 2 * 1024;

  private final StringBuilder text = new StringBuilder(PIECE + ROOM_FOR_ONE_MORE);
  private final OutputStream out;

  PageText(OutputStream out) {
    this.out = out;
  }

  /** Where to append; what it holds is not what was appended before. */
  StringBuilder text() {
    return text;
  }

  /** Sends a piece if there is one. Only between whole characters. */
  void settle() throws IOException {
    if (text.length() >= PIECE) {
      send();
    }
  }

  /** Sends the rest. */
  void end() throws IOException {
    send();
  }

  private void send() throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    text.setLength(0);
  }
}
