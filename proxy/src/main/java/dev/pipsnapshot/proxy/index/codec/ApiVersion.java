package dev.pipsnapshot.proxy.index.codec;

import dev.pipsnapshot.proxy.index.ProjectDetail;
import java.net.URI;

/** The version of the simple repository API that a page speaks (PEP 629). */
final class ApiVersion {
  private ApiVersion() {}

  /** Refuses pages of another major version, which PEP 629 tells clients not to touch. */
  static void requireSupported(String version, URI url) {
    if (!version.equals("1") && !version.startsWith("1.")) {
      throw new MalformedPageException(
          url,
          "it speaks version '" + version + "' of the API, and only 1 is understood here",
          null);
    }
  }

  /**
   * The highest minor version whose demands a JSON page meets, as far as it has use for it: 1.1 and
   * up promise {@code versions} and every file's {@code size} (PEP 700); 1.2 knows PEP 708's links,
   * 1.3 provenance (PEP 740), 1.4 project status (PEP 792).
   */
  static String ofJson(ProjectDetail detail) {
    return detail.versions().isPresent() && isSized(detail)
        ? "1." + Math.max(1, minor(detail))
        : "1.0";
  }

  /** The same for HTML, where 1.1 demands nothing and gives nothing. */
  static String ofHtml(ProjectDetail detail) {
    return "1." + minor(detail);
  }

  private static int minor(ProjectDetail detail) {
    if (detail.status().isPresent()) {
      return 4;
    }
    for (var file : detail.files()) {
      if (file.provenance().isPresent()) {
        return 3;
      }
    }
    return detail.tracks().isEmpty() && detail.alternateLocations().isEmpty() ? 0 : 2;
  }

  private static boolean isSized(ProjectDetail detail) {
    for (var file : detail.files()) {
      if (file.size().isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
