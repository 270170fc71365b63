package dev.pipsnapshot.integration.support;

import java.nio.file.Path;

/**
 * The pips of the real index that tests run: one for each way in which pips differ, oldest first,
 * and the Pythons that each runs on.
 */
public enum PipRelease {
  /** From before JSON pages, PEP 658 and the newer resolver's fixes. Needs {@code distutils}. */
  V20_3_4("20.3.4", 11),
  /** The first whose {@code download} heeds {@code --use-pep517} for dependencies. */
  V22_3("22.3", 11),
  /**
   * The last but one that prepares legacy sdists itself unless told otherwise. Needs {@code
   * pkgutil.ImpImporter}, as all before 23.1.2 do.
   */
  V23_0_1("23.0.1", 11),
  /** The newest at the time of writing; reads times from JSON pages. */
  V26_3("26.3", Integer.MAX_VALUE);

  private final String version;
  private final int lastPython;

  PipRelease(String version, int lastPython) {
    this.version = version;
    this.lastPython = lastPython;
  }

  /** Its version. */
  public String version() {
    return version;
  }

  /**
   * The Python to run it: the machine's, or the newest older one on the {@code PATH}. Where there
   * is none, the test is left out, and the report says so, for this pip.
   */
  public Path python() {
    return Python.upTo(lastPython)
        .orElseThrow(
            () ->
                RequiredTool.leftOut(
                    this + " needs Python 3." + lastPython + " or older, which is not here"));
  }

  @Override
  public String toString() {
    return "pip " + version;
  }
}
