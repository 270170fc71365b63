package dev.pipsnapshot.fetcher.lock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pipsnapshot.fetcher.lock.LockedFile.Kind;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.DistributionFilename;
import dev.pipsnapshot.proxy.index.ProjectFile;
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

/** Reads one file of a package. */
final class LockedFileReader {
  private static final int MAX_URL_LENGTH = 8192;

  private LockedFileReader() {}

  /**
   * The file.
   *
   * @throws UnsuitableEntry if it is none, or does not say where it is and what is in it
   */
  static LockedFile read(Kind kind, JsonNode table) throws UnsuitableEntry {
    URI url = url(table);
    String filename = filename(table).orElse("");
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

  /** What it is called, if anything says so. */
  static Optional<String> filename(JsonNode table) {
    return Toml.string(table, "name")
        .or(() -> Toml.string(table, "url").flatMap(LockedFileReader::lastSegment))
        .or(() -> Toml.string(table, "path").flatMap(LockedFileReader::lastSegment));
  }

  private static Optional<String> lastSegment(String text) {
    try {
      return Optional.ofNullable(new URI(text.split("#", 2)[0]).getRawPath())
          .map(path -> decoded(path.substring(path.lastIndexOf('/') + 1)));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A plus sign is a plus sign in a path. */
  private static String decoded(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
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
      time = Toml.string(table, "upload-time").map(LockedFileReader::instant);
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
