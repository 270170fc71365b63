package dev.pipsnapshot.proxy.index;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file's name says about it, as far as the rules for names go: wheels (PEP 427), sdists (PEP
 * 625 and the older free forms), and the formats that came before wheels.
 */
public sealed interface DistributionFilename {
  /** The version in the name, as it is spelled there. */
  Optional<String> version();

  /**
   * {@code name-version(-build)-python-abi-platform(-variant).whl}.
   *
   * @param compatibility the compatibility tags as they stand there: {@code python-abi-platform}
   */
  record Wheel(String versionText, Optional<String> build, String compatibility)
      implements DistributionFilename {
    /** The compatibility tags, in the name's order: python, abi, platform. */
    public List<String> tags() {
      return List.of(compatibility.split("-", -1));
    }

    @Override
    public Optional<String> version() {
      return Optional.of(versionText);
    }
  }

  /** {@code name-version.tar.gz}, or an older archive format. */
  record Sdist(String versionText, String extension) implements DistributionFilename {
    @Override
    public Optional<String> version() {
      return Optional.of(versionText);
    }
  }

  /**
   * An egg, a Windows installer, an rpm: the version is followed by a platform, and only knowing
   * the versions there are tells where it ends.
   *
   * @param versionAndPlatform what stands between the name and the extension
   */
  record LegacyBuilt(String versionAndPlatform, String extension) implements DistributionFilename {
    /** Up to the first hyphen, which is right for eggs and a guess for others. */
    @Override
    public Optional<String> version() {
      int hyphen = versionAndPlatform.indexOf('-');
      return Optional.of(hyphen < 0 ? versionAndPlatform : versionAndPlatform.substring(0, hyphen));
    }
  }

  /** A name that follows no rule. */
  record Unrecognised() implements DistributionFilename {
    @Override
    public Optional<String> version() {
      return Optional.empty();
    }
  }

  /** The extensions of archives that hold sources, the most common first. */
  List<String> SDIST_EXTENSIONS =
      List.of(
          ".tar.gz", ".zip", ".tar.bz2", ".tar.xz", ".tar.lzma", ".tar.Z", ".tgz", ".tbz", ".tar");

  /** The extensions of what was built before there were wheels. */
  List<String> LEGACY_BUILT_EXTENSIONS = List.of(".egg", ".exe", ".msi", ".rpm", ".deb", ".dmg");

  /** In the name of a wheel with all parts that there can be. */
  int MOST_HYPHENS = 6;

  /** The extension of wheels. */
  String WHEEL_EXTENSION = ".whl";

  /**
   * Reads the name of a file of {@code project}. Never fails: odd names are a case of their own.
   */
  static DistributionFilename parse(String filename, ProjectName project) {
    if (filename.endsWith(WHEEL_EXTENSION)) {
      return wheel(filename.substring(0, filename.length() - WHEEL_EXTENSION.length()));
    }
    var rest = afterName(filename, project.normalised());
    if (rest.isPresent()) {
      for (var extension : SDIST_EXTENSIONS) {
        if (endsWith(rest.get(), extension)) {
          return new Sdist(stem(rest.get(), extension), extension);
        }
      }
      for (var extension : LEGACY_BUILT_EXTENSIONS) {
        if (endsWith(rest.get(), extension)) {
          return new LegacyBuilt(stem(rest.get(), extension), extension);
        }
      }
    }
    return new Unrecognised();
  }

  /** Whether {@code filename} is, by the rules for names, that of a file of {@code project}. */
  static boolean isOf(ProjectName project, String filename) {
    var parsed = parse(filename, project);
    return !(parsed instanceof Unrecognised)
        && (!(parsed instanceof Wheel) || afterName(filename, project.normalised()).isPresent());
  }

  /** Whether {@code filename} ends as files that hold distributions do. */
  static boolean hasDistributionExtension(String filename) {
    return filename.endsWith(WHEEL_EXTENSION)
        || SDIST_EXTENSIONS.stream().anyMatch(extension -> endsWith(filename, extension))
        || LEGACY_BUILT_EXTENSIONS.stream().anyMatch(extension -> endsWith(filename, extension));
  }

  private static DistributionFilename wheel(String stem) {
    // By hand, because pages have thousands of files.
    var hyphens = new int[MOST_HYPHENS];
    int count = 0;
    for (int at = stem.indexOf('-'); at >= 0; at = stem.indexOf('-', at + 1)) {
      if (count == MOST_HYPHENS) {
        return new Unrecognised();
      }
      hyphens[count++] = at;
    }
    // A build tag starts with a digit, which no Python tag does.
    boolean isBuild = count > 2 && isDigitAt(stem, hyphens[1] + 1);
    int beforeTags = isBuild ? 2 : 1;
    // Behind the three tags there may be the label of a variant (PEP 825).
    if (count < beforeTags + 3
        || count > beforeTags + 4
        || isDigitAt(stem, hyphens[beforeTags] + 1)) {
      return new Unrecognised();
    }
    int end = count == beforeTags + 3 ? stem.length() : hyphens[beforeTags + 3];
    return new Wheel(
        stem.substring(hyphens[0] + 1, hyphens[1]),
        isBuild ? Optional.of(stem.substring(hyphens[1] + 1, hyphens[2])) : Optional.empty(),
        stem.substring(hyphens[beforeTags] + 1, end));
  }

  private static boolean isDigitAt(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  /** What follows the project's name, in any spelling, and a hyphen or (PEP 625) underscore. */
  private static Optional<String> afterName(String filename, String normalised) {
    int at = 0;
    for (int i = 0; i < normalised.length(); i++) {
      if (at == filename.length()) {
        return Optional.empty();
      }
      char expected = normalised.charAt(i);
      if (expected == '-') {
        int start = at;
        while (at < filename.length() && isSeparator(filename.charAt(at))) {
          at++;
        }
        if (at == start) {
          return Optional.empty();
        }
      } else if (lower(filename.charAt(at)) == expected) {
        at++;
      } else {
        return Optional.empty();
      }
    }
    boolean separated =
        at < filename.length() && (filename.charAt(at) == '-' || filename.charAt(at) == '_');
    return separated ? Optional.of(filename.substring(at + 1)) : Optional.empty();
  }

  private static boolean isSeparator(char c) {
    return c == '-' || c == '_' || c == '.';
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }

  private static boolean endsWith(String name, String extension) {
    return name.regionMatches(
        true, name.length() - extension.length(), extension, 0, extension.length());
  }

  private static String stem(String name, String extension) {
    return name.substring(0, name.length() - extension.length()).toLowerCase(Locale.ROOT);
  }
}
