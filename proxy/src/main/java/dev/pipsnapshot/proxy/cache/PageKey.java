package dev.pipsnapshot.proxy.cache;

import static java.util.Objects.requireNonNull;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Which page of which index. Credentials in the index's URL make no difference and leave no trace.
 *
 * @param index base URL of the index
 * @param project whose page
 * @param kind which of the index's interfaces gave it
 */
public record PageKey(URI index, ProjectName project, Kind kind) {
  /** The interfaces of an index that have a page for each project. */
  public enum Kind {
    /** The simple repository API, in whichever format the index answered. */
    SIMPLE,
    /** The legacy JSON API, {@code /pypi/NAME/json}. */
    LEGACY
  }

  public PageKey {
    requireNonNull(index, "index is null");
    requireNonNull(project, "project is null");
    requireNonNull(kind, "kind is null");
  }

  Sha256 digest() {
    String name = PublicUrl.of(index) + "\n" + project + "\n" + kind.name();
    return Digests.sha256(name.getBytes(StandardCharsets.UTF_8));
  }
}
