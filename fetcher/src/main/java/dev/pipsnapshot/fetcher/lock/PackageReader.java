package dev.pipsnapshot.fetcher.lock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pipsnapshot.fetcher.lock.LockedFile.Kind;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.DistributionFilename;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.Version;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads one of {@code [[packages]]}. */
final class PackageReader {
  private static final int MAX_URL_LENGTH = 8192;

  private PackageReader() {}

  /**
   * The package.
   *
   * @throws UnsuitableEntry if it is none, or names no file or several
   */
  static LockedPackage read(JsonNode table) throws UnsuitableEntry {
    String name = Toml.string(table, "name").orElseThrow(() -> new UnsuitableEntry("has no name"));
    if (!ProjectName.isValid(name)) {
      throw new UnsuitableEntry("has no valid name");
    }
    ProjectName project = ProjectName.parse(name);
    try {
      return read(table, project);
    } catch (UnsuitableEntry e) {
      throw new UnsuitableEntry(project + " " + e.getMessage());
    }
  }

  private static LockedPackage read(JsonNode table, ProjectName project) throws UnsuitableEntry {
    Optional<String> version = Toml.string(table, "version");
    if (version.isPresent() && Version.parse(version.get()).isEmpty()) {
      throw new UnsuitableEntry("has a version that is none");
    }
    for (String place : new String[] {"vcs", "directory"}) {
      if (table.has(place)) {
        throw new UnsuitableEntry("comes from a " + place + ", not from a file with a hash");
      }
    }
    return new LockedPackage(project, version, Toml.string(table, "requires-python"), file(table));
  }

  private static LockedFile file(JsonNode table) throws UnsuitableEntry {
    JsonNode wheels = table.path("wheels");
    int files = wheels.size() + (table.has("sdist") ? 1 : 0) + (table.has("archive") ? 1 : 0);
    if (files != 1) {
      throw new UnsuitableEntry("names " + (files == 0 ? "no file" : files + " files"));
    }
    if (table.has("archive")) {
      return file(Kind.ARCHIVE, table.get("archive"));
    }
    return table.has("sdist")
        ? file(Kind.SDIST, table.get("sdist"))
        : file(Kind.WHEEL, wheels.path(0));
  }

  private static LockedFile file(Kind kind, JsonNode table) throws UnsuitableEntry {
    URI url = url(table);
    String filename = Toml.string(table, "name").orElseGet(() -> lastSegment(url));
    if (!ProjectFile.isSafeFilename(filename)
        || !DistributionFilename.hasDistributionExtension(filename)) {
      throw new UnsuitableEntry("has a file whose name is no distribution's");
    }
    if (filename.endsWith(DistributionFilename.WHEEL_EXTENSION) != (kind == Kind.WHEEL)
        && kind != Kind.ARCHIVE) {
      throw new UnsuitableEntry("calls " + filename + " what it is not");
    }
    return new LockedFile(kind, filename, url, size(table), digest(table), uploadTime(table));
  }

  private static URI url(JsonNode table) throws UnsuitableEntry {
    String text =
        Toml.string(table, "url")
            .orElseThrow(() -> new UnsuitableEntry("has a file without a URL"));
    try {
      URI url = new URI(text.split("#", 2)[0]);
      if (text.length() <= MAX_URL_LENGTH && FileLocation.isLocation(url)) {
        return url;
      }
      throw new UnsuitableEntry(
          url.getRawUserInfo() == null
              ? "has a URL that is not http or https"
              : "has a URL with a user or a password, which belong into a netrc file");
    } catch (URISyntaxException e) {
      throw new UnsuitableEntry("has a malformed URL");
    }
  }

  private static String lastSegment(URI url) {
    String path = url.getRawPath();
    // A plus sign is a plus sign in a path.
    return URLDecoder.decode(
        path.substring(path.lastIndexOf('/') + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static OptionalLong size(JsonNode table) throws UnsuitableEntry {
    JsonNode size = table.path("size");
    if (size.isMissingNode()) {
      return OptionalLong.empty();
    }
    if (!size.canConvertToLong() || !size.isIntegralNumber() || size.asLong() < 0) {
      throw new UnsuitableEntry("has a file whose size is none");
    }
    return OptionalLong.of(size.asLong());
  }

  private static Sha256 digest(JsonNode table) throws UnsuitableEntry {
    String hex =
        Toml.string(table.path("hashes"), "sha256")
            .orElseThrow(() -> new UnsuitableEntry("has a file without a sha256"));
    if (!Sha256.isValid(hex)) {
      throw new UnsuitableEntry("has a sha256 that is none");
    }
    return Sha256.parse(hex);
  }

  private static Optional<Instant> uploadTime(JsonNode table) throws UnsuitableEntry {
    Optional<Instant> time;
    try {
      time = Toml.string(table, "upload-time").map(PackageReader::instant);
    } catch (DateTimeException e) {
      throw new UnsuitableEntry("has an upload time that is none");
    }
    if (time.filter(instant -> !isInTomlsYears(instant)).isPresent()) {
      throw new UnsuitableEntry("has an upload time of a year that TOML cannot write");
    }
    return time;
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT).replace(' ', 'T')).toInstant();
  }

  private static boolean isInTomlsYears(Instant instant) {
    int year = instant.atOffset(ZoneOffset.UTC).getYear();
    return year >= 0 && year <= 9999;
  }
}
