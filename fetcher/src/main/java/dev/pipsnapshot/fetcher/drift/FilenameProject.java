package dev.pipsnapshot.fetcher.drift;

import dev.pipsnapshot.proxy.index.DistributionFilename;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses whose file it is from its name alone, where no page tells. */
final class FilenameProject {
  /** A version begins with a digit; so do parts of some names, but seldom after a hyphen. */
  private static final Pattern NAME = Pattern.compile("(.+?)-v?\\d.*");

  private FilenameProject() {}

  static Optional<ProjectName> of(String filename) {
    Matcher matcher = NAME.matcher(filename);
    return DistributionFilename.hasDistributionExtension(filename) && matcher.matches()
        ? Optional.of(matcher.group(1)).filter(ProjectName::isValid).map(ProjectName::parse)
        : Optional.empty();
  }
}
