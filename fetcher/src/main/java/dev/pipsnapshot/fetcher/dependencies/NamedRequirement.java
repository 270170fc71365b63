package dev.pipsnapshot.fetcher.dependencies;

import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.Version;
import dev.pipsnapshot.proxy.index.VersionSpecifiers;
import java.util.Optional;

/**
 * A requirement on a project by name, as pip spells it in messages.
 *
 * @param text as it is spelled
 * @param project whose
 * @param versions which
 */
public record NamedRequirement(String text, ProjectName project, VersionSpecifiers versions) {

  /** What the text says; empty if it names no project. */
  public static Optional<NamedRequirement> parse(String text) {
    return Dependency.parse(text)
        .map(named -> new NamedRequirement(text.strip(), named.project(), named.versions()));
  }

  /** Whether a version meets it; a pre-release does only where the text names one. */
  public boolean admits(String version) {
    return Version.parse(version)
        .filter(parsed -> !parsed.isPreRelease() || versions.namesPreRelease())
        .filter(versions::admits)
        .isPresent();
  }
}
