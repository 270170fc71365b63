package dev.pipsnapshot.fetcher.pin;

import dev.pipsnapshot.fetcher.pip.Interpreter;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import java.util.Locale;
import java.util.Map;

/**
 * Who decides on files, as far as it is an input.
 *
 * @param implementation such as {@code cpython}
 * @param version of the language, such as {@code 3.11}
 * @param platform the machine's, as Nix names systems, such as {@code x86_64-linux}
 * @param pip the version of pip
 */
public record PinnedPython(String implementation, String version, String platform, PipVersion pip) {
  private static final Map<String, String> NIX_NAMES =
      Map.of(
          "amd64", "x86_64",
          "arm64", "aarch64",
          "i386", "i686",
          "i486", "i686",
          "i586", "i686",
          "ppc64", "powerpc64",
          "ppc64le", "powerpc64le");

  /** Processors with 64 bits, by the name of what a Python with 32 bits on them is. */
  private static final Map<String, String> WITH_32_BITS =
      Map.of("x86_64", "i686", "aarch64", "armv7l");

  /** This interpreter with this pip. */
  public static PinnedPython of(Interpreter interpreter, PipVersion pip) {
    Map<String, String> markers = interpreter.markers();
    return new PinnedPython(
        markers.getOrDefault("implementation_name", ""),
        markers.getOrDefault("python_version", ""),
        processor(interpreter) + "-" + markers.getOrDefault("sys_platform", ""),
        pip);
  }

  /** Such as {@code cpython 3.11}. */
  public String displayName() {
    return implementation + " " + version;
  }

  private static String processor(Interpreter interpreter) {
    String machine =
        interpreter.markers().getOrDefault("platform_machine", "").toLowerCase(Locale.ROOT);
    String name = NIX_NAMES.getOrDefault(machine, machine);
    return "4".equals(interpreter.tags().get("pointer_bytes"))
        ? WITH_32_BITS.getOrDefault(name, name)
        : name;
  }
}
