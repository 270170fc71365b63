package dev.pipsnapshot.proxy.index;

import dev.pipsnapshot.hasher.Sha256;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One file of a project, as an index lists it (PEP 503, 691, 700, 740).
 *
 * @param filename the file's name, fit to be one segment of a path
 * @param url absolute http or https URL without fragment, where upstream has the file
 * @param origin where the file comes from first, if upstream is another pip-snapshot that says so
 * @param hashes digests of the file
 * @param size length of the file in bytes
 * @param uploadTime when it was uploaded
 * @param requiresPython version specifier of the Pythons it supports, unparsed
 * @param yank the yank mark, if it is yanked
 * @param coreMetadata whether its metadata can be fetched beside it
 * @param gpgSignature whether upstream has a detached signature, if it says
 * @param provenance URL of its attestations
 * @param unknownMembers all else that upstream says of it, in upstream's order
 */
public record ProjectFile(
    String filename,
    String url,
    Optional<String> origin,
    Hashes hashes,
    OptionalLong size,
    Optional<Instant> uploadTime,
    Optional<String> requiresPython,
    Optional<Yank> yank,
    CoreMetadata coreMetadata,
    Optional<Boolean> gpgSignature,
    Optional<String> provenance,
    List<JsonMember> unknownMembers) {

  private static final int MAX_FILENAME_LENGTH = 255;

  public ProjectFile {
    if (!isSafeFilename(filename)) {
      throw new IllegalArgumentException("not fit to be a file name: " + filename);
    }
    unknownMembers = List.copyOf(unknownMembers);
  }

  /**
   * Whether {@code name} names a file in any directory and nothing else: no separator, no control
   * character, no dot segment, not too long for common file systems.
   */
  public static boolean isSafeFilename(String name) {
    if (name.isEmpty() || name.length() > MAX_FILENAME_LENGTH) {
      return false;
    }
    if (name.equals(".") || name.equals("..")) {
      return false;
    }
    for (int i = AsciiSet.UNRESERVED.lengthOfPrefix(name); i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '/' || c == '\\' || Character.isISOControl(c) || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /** Starts a file of which nothing more is known. */
  public static ProjectFileBuilder builder(String filename, String url) {
    return new ProjectFileBuilder(filename, url);
  }

  /** Starts a file that differs from this one in what is set next. */
  public ProjectFileBuilder toBuilder() {
    return new ProjectFileBuilder(this);
  }

  /** The digest that names the file's content, if the index gives it. */
  public Optional<Sha256> sha256() {
    return hashes.sha256();
  }

  /** {@link #url}, parsed. */
  public URI uri() {
    return URI.create(url);
  }

  /** Where the file comes from first: what a lock has to name. */
  public String originalUrl() {
    return origin.orElse(url);
  }

  /** {@link #filename}, percent-encoded where needed, as the last segment of a URL's path. */
  public String filenameInUrl() {
    return AsciiSet.UNRESERVED.containsAllOf(filename)
        ? filename
        : URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
