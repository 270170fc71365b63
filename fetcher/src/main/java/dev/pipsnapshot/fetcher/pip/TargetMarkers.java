package dev.pipsnapshot.fetcher.pip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What markers would be compared with on the platform and the Python that pip is told to pick files
 * for. pip itself compares them with the interpreter that it runs on.
 */
public final class TargetMarkers {
  private static final Pattern VERSION = Pattern.compile("(\\d)\\.?(\\d{1,2})(?:\\.(\\d{1,3}))?");

  private TargetMarkers() {}

  /** Those of the interpreter, but for what the options say otherwise. */
  public static Map<String, String> of(Interpreter interpreter, PipOptions options) {
    Map<String, String> markers = new HashMap<>(interpreter.markers());
    options.platforms().stream().findFirst().ifPresent(platform -> platform(markers, platform));
    options.pythonVersion().ifPresent(version -> version(markers, version));
    options.implementation().ifPresent(name -> implementation(markers, name));
    return markers;
  }

  /**
   * What they say of the platform and the Python that files are picked for, as one marker; empty if
   * that is the interpreter.
   */
  public static Optional<String> marker(Interpreter interpreter, PipOptions options) {
    List<String> names = new ArrayList<>();
    if (!options.platforms().isEmpty()) {
      names.addAll(List.of("sys_platform", "platform_machine"));
    }
    options.pythonVersion().ifPresent(version -> names.add("python_version"));
    options.implementation().ifPresent(implementation -> names.add("implementation_name"));
    Map<String, String> markers = of(interpreter, options);
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            names.stream()
                .map(name -> name + " == '" + markers.getOrDefault(name, "") + "'")
                .collect(Collectors.joining(" and ")));
  }

  private static void platform(Map<String, String> markers, String platform) {
    String tag = platform.toLowerCase(Locale.ROOT);
    if (tag.startsWith("win")) {
      system(markers, "win32", "nt", "Windows");
      markers.put("platform_machine", windowsMachine(tag));
    } else if (tag.startsWith("macosx")) {
      system(markers, "darwin", "posix", "Darwin");
      machine(markers, tag);
    } else if (tag.contains("linux")) {
      system(markers, "linux", "posix", "Linux");
      machine(markers, tag);
    }
  }

  private static void system(Map<String, String> markers, String sys, String os, String system) {
    markers.put("sys_platform", sys);
    markers.put("os_name", os);
    markers.put("platform_system", system);
  }

  private static String windowsMachine(String tag) {
    return tag.endsWith("amd64") ? "AMD64" : tag.endsWith("arm64") ? "ARM64" : "x86";
  }

  private static void machine(Map<String, String> markers, String tag) {
    List.of("x86_64", "aarch64", "arm64", "i686", "armv7l", "ppc64le", "s390x").stream()
        .filter(tag::endsWith)
        .findFirst()
        .ifPresent(machine -> markers.put("platform_machine", machine));
  }

  private static void version(Map<String, String> markers, String version) {
    Matcher parts = VERSION.matcher(version);
    if (parts.matches()) {
      String language = parts.group(1) + "." + parts.group(2);
      String patch = parts.group(3) == null ? "0" : parts.group(3);
      markers.put("python_version", language);
      markers.put("python_full_version", language + "." + patch);
      markers.put("implementation_version", language + "." + patch);
    }
  }

  private static void implementation(Map<String, String> markers, String name) {
    switch (name) {
      case "cp" -> implementation(markers, "cpython", "CPython");
      case "pp" -> implementation(markers, "pypy", "PyPy");
      default -> {
        // What else there is has no wheels of its own, or says nothing.
      }
    }
  }

  private static void implementation(Map<String, String> markers, String name, String platform) {
    markers.put("implementation_name", name);
    markers.put("platform_python_implementation", platform);
  }
}
