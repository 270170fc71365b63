package dev.pipsnapshot.fetcher.lock;

import dev.pipsnapshot.fetcher.pip.CompatibilityTags;
import dev.pipsnapshot.fetcher.pip.Interpreter;
import dev.pipsnapshot.fetcher.pip.TargetPython;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pythons to choose files for. */
final class SamplePythons {
  static final TargetPython LINUX =
      python(
          "3.11.7",
          Map.of("sys_platform", "linux", "platform_system", "Linux", "os_name", "posix"),
          "linux-x86_64",
          "cp311-cp311-manylinux_2_28_x86_64",
          "cp311-cp311-manylinux_2_17_x86_64",
          "cp311-cp311-manylinux2014_x86_64",
          "cp311-cp311-linux_x86_64",
          "cp311-abi3-manylinux_2_17_x86_64",
          "cp38-abi3-manylinux_2_12_x86_64",
          "cp36-abi3-manylinux2014_x86_64",
          "cp36-abi3-manylinux_2_12_x86_64",
          "py311-none-any",
          "py3-none-any");
  static final TargetPython WINDOWS =
      python(
          "3.11.7",
          Map.of("sys_platform", "win32", "platform_system", "Windows", "os_name", "nt"),
          "win-amd64",
          "cp311-cp311-win_amd64",
          "cp37-abi3-win_amd64",
          "py3-none-any");
  static final TargetPython NEWER =
      python(
          "3.12.0",
          Map.of("sys_platform", "linux", "platform_system", "Linux", "os_name", "posix"),
          "linux-x86_64",
          "cp312-cp312-manylinux_2_17_x86_64",
          "py3-none-any");

  private SamplePythons() {}

  private static TargetPython python(
      String version, Map<String, String> system, String platform, String... tags) {
    Map<String, String> markers = new java.util.HashMap<>(system);
    markers.put("python_full_version", version);
    markers.put("python_version", version.substring(0, 4));
    markers.put("implementation_name", "cpython");
    markers.put("platform_python_implementation", "CPython");
    markers.put("platform_machine", platform.contains("x86_64") ? "x86_64" : "AMD64");
    return new TargetPython(
        new Interpreter(
            Path.of("/usr/bin/python3"), markers, Map.of("platform", platform), Optional.empty()),
        new CompatibilityTags(List.of(tags)));
  }
}
