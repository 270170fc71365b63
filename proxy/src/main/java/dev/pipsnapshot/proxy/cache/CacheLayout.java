package dev.pipsnapshot.proxy.cache;

import static java.util.Objects.requireNonNull;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which file of the cache lies where; the only place that knows. A change of format gets a
 * directory with a new number, never a new meaning for an old one.
 *
 * <pre>
 * lock                                      one byte range for each artifact on its way
 * artifacts-v1/sha256/ab/HEX                an artifact, by its SHA-256
 * artifacts-v1/url/ab/HEX                   which SHA-256 the file at a URL turned out to have
 * artifacts-v1/verified/ab/HEX              what was hashed last; its mtime is the last use of that
 * metadata-v2/ab/HEX                        core metadata, by the SHA-256 of index, file and promise
 * pages-v1/ab/HEX                           a page, by the SHA-256 of index, project and kind
 * TREE/incoming/HEX.ATTEMPT.partial         one attempt to download a file of that tree
 * TREE/incoming/HEX.NUMBER.OWNER.tmp        a small file while it is written
 * memo-v2/ab/HEX, logs-v1/                  the fetcher's: earlier answers, logs of failed runs
 * cds/                                      the launchers': archives that make commands start faster
 * </pre>
 *
 * <p>What is not whole lies in {@code incoming}, and nothing else does, so that it is found without
 * looking through what is whole; in each tree, as a tree may be on a file system of its own.
 *
 * @param root the cache directory
 */
public record CacheLayout(Path root) {
  public static final String PARTIAL_SUFFIX = ".partial";
  public static final String TEMPORARY_SUFFIX = ".tmp";
  private static final String INCOMING = "incoming";

  public CacheLayout {
    requireNonNull(root, "root is null");
    root = root.toAbsolutePath().normalize();
  }

  /**
   * The user's cache: {@code $XDG_CACHE_HOME/pip-snapshot}, else {@code .cache/pip-snapshot} in the
   * home directory, as the XDG base directory specification says. It need not exist.
   *
   * @param environment the process's environment
   * @param home the user's home directory, if there is one
   * @throws CacheException.Directory if nothing says where caches are
   */
  public static CacheLayout ofUser(Map<String, String> environment, Optional<Path> home) {
    Path caches =
        Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
            .filter(value -> !value.isEmpty())
            .map(Path::of)
            .filter(Path::isAbsolute)
            .or(() -> home.map(path -> path.resolve(".cache")))
            .orElseThrow(CacheException.Directory::homeless);
    return new CacheLayout(caches.resolve("pip-snapshot"));
  }

  public Path lockFile() {
    return root.resolve("lock");
  }

  Path artifacts() {
    return root.resolve("artifacts-v1");
  }

  public Path artifactsByContent() {
    return artifacts().resolve("sha256");
  }

  public Path artifactsByUrl() {
    return artifacts().resolve("url");
  }

  Path verifications() {
    return artifacts().resolve("verified");
  }

  public Path allMetadata() {
    return root.resolve("metadata-v2");
  }

  public Path pages() {
    return root.resolve("pages-v1");
  }

  public Path memos() {
    return root.resolve("memo-v2");
  }

  public Path logs() {
    return root.resolve("logs-v1");
  }

  /** What the launchers keep, if this is the user's cache: class data sharing archives. */
  public Path startArchives() {
    return root.resolve("cds");
  }

  /** What earlier versions kept, and this one does not read. */
  public List<Path> ofEarlierVersions() {
    return List.of(root.resolve("metadata-v1"), root.resolve("memo-v1"));
  }

  /** The directories whose files lie in places by their digests. */
  public List<Path> trees() {
    return List.of(artifactsByContent(), artifactsByUrl(), verifications(), allMetadata(), pages());
  }

  /** Where the files of a tree are before they are whole. */
  public static Path incoming(Path tree) {
    return tree.resolve(INCOMING);
  }

  /** Where a file is written that is to have its place at {@code target} in a tree. */
  public static Path incomingOf(Path target) {
    return target.resolveSibling(Path.of("..", INCOMING)).normalize();
  }

  public Path artifact(Sha256 digest) {
    return fannedOut(artifactsByContent(), digest);
  }

  public Path urlRecord(Sha256 urlDigest) {
    return fannedOut(artifactsByUrl(), urlDigest);
  }

  public Path verification(Sha256 digest) {
    return fannedOut(verifications(), digest);
  }

  public Path metadata(Sha256 name) {
    return fannedOut(allMetadata(), name);
  }

  public Path page(PageKey key) {
    return fannedOut(pages(), key.digest());
  }

  /** The directory of the attempts to download an artifact, and others. */
  public Path attempts(ArtifactKey key) {
    return incoming(isByContent(key) ? artifactsByContent() : artifactsByUrl());
  }

  /** What the names of these attempts start with. */
  public String attemptPrefix(ArtifactKey key) {
    return digest(key).hex() + ".";
  }

  public Path attempt(ArtifactKey key, String name) {
    return attempts(key).resolve(attemptPrefix(key) + name + PARTIAL_SUFFIX);
  }

  /**
   * The digest in the name of an attempt's file.
   *
   * @throws IllegalArgumentException if that is none
   */
  public static Sha256 digestOfAttempt(Path partial) {
    return Sha256.parse(partial.getFileName().toString().split("\\.", 2)[0]);
  }

  private static boolean isByContent(ArtifactKey key) {
    return key instanceof ArtifactKey.ByContent;
  }

  /** The digest that the key consists of. */
  public static Sha256 digest(ArtifactKey key) {
    return key instanceof ArtifactKey.ByContent content
        ? content.digest()
        : ((ArtifactKey.ByUrl) key).urlDigest();
  }

  private static Path fannedOut(Path tree, Sha256 digest) {
    return tree.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
  }
}
