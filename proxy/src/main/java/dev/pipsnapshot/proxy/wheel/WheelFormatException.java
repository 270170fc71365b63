package dev.pipsnapshot.proxy.wheel;

import java.io.IOException;

/** An archive that is no wheel, or one that two readers could understand in two ways. */
public final class WheelFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  WheelFormatException(String wheel, String fault) {
    super(wheel + ": " + fault);
  }
}
