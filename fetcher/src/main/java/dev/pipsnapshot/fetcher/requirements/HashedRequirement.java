package dev.pipsnapshot.fetcher.requirements;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.Version;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A requirement that says which files meet it.
 *
 * @param project what it asks for
 * @param version which one, unless a URL says that
 * @param url where it is, unless the index says that
 * @param marker where it counts
 * @param digests of the files that meet it; at least one
 */
public record HashedRequirement(
    ProjectName project,
    Optional<String> version,
    Optional<URI> url,
    Optional<String> marker,
    SortedSet<Sha256> digests) {
  private static final Pattern TEXT =
      Pattern.compile(
          "([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[[^\\]]*\\])?\\s*"
              + "(?:==\\s*([^\\s;=]\\S*?)|@\\s*(\\S+?))\\s*(?:;\\s*(.*))?");

  /**
   * Reads a requirement without its options.
   *
   * @throws IllegalArgumentException if it does not name one version of a project, or a URL
   */
  static HashedRequirement parse(String text, SortedSet<Sha256> digests) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || !ProjectName.isValid(parts.group(1))) {
      throw new IllegalArgumentException("names no version with ==, and no URL");
    }
    Optional<String> version = Optional.ofNullable(parts.group(2));
    if (version.isPresent() && Version.parse(version.get()).isEmpty()) {
      throw new IllegalArgumentException("names a version that is none");
    }
    if (digests.isEmpty()) {
      throw new IllegalArgumentException("has no sha256");
    }
    return new HashedRequirement(
        ProjectName.parse(parts.group(1)),
        version,
        Optional.ofNullable(parts.group(3)).map(HashedRequirement::url),
        Optional.ofNullable(parts.group(4)),
        new TreeSet<>(digests));
  }

  private static URI url(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("names a URL that is none", e);
    }
  }
}
