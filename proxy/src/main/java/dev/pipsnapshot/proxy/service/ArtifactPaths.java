package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How files are named in this proxy's URLs. */
public final class ArtifactPaths {
  private ArtifactPaths() {}

  /** Appends the URL path of {@code file} below the root, without a slash in front. */
  public static void append(StringBuilder out, ProjectFile file) {
    String digest = file.hashes().byAlgorithm().get("sha256");
    out.append("files/")
        .append(digest == null ? segment(key(file)) : digest)
        .append('/')
        .append(file.filenameInUrl());
  }

  public static ArtifactKey key(ProjectFile file) {
    return file.sha256()
        .<ArtifactKey>map(ArtifactKey.ByContent::new)
        .orElseGet(
            () ->
                new ArtifactKey.ByUrl(
                    Sha256.hash(urlWithDigests(file).getBytes(StandardCharsets.UTF_8))));
  }

  /** With what digests there are, so that other bytes at the same URL are another artifact. */
  private static String urlWithDigests(ProjectFile file) {
    return file.hashes().byAlgorithm().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(digest -> digest.getKey() + "=" + digest.getValue())
        .reduce(file.url(), (url, digest) -> url + "#" + digest);
  }

  private static String segment(ArtifactKey key) {
    if (key instanceof ArtifactKey.ByContent content) {
      return content.digest().hex();
    }
    return "url-" + ((ArtifactKey.ByUrl) key).urlDigest().hex();
  }
}
