package dev.pipsnapshot.fetcher.lock;

import dev.pipsnapshot.fetcher.failure.LockUnusable;
import dev.pipsnapshot.fetcher.lock.LockedFile.Kind;
import dev.pipsnapshot.fetcher.view.FetchedFile;
import dev.pipsnapshot.proxy.index.DistributionFilename;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.Version;
import dev.pipsnapshot.proxy.index.VersionSpecifiers;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A package and the one file of it that was chosen. Ordered by name, then file name.
 *
 * @param name its project
 * @param version as the file's name spells it; unknown where that follows no rule
 * @param requiresPython the Pythons it supports, where the index says so in a form that tools read
 * @param dependencies those of its direct dependencies that are packages of the lock, if known; in
 *     the order of their names, and nothing to install by
 * @param file the file
 */
public record LockedPackage(
    ProjectName name,
    Optional<String> version,
    Optional<String> requiresPython,
    Optional<List<ProjectName>> dependencies,
    LockedFile file)
    implements Comparable<LockedPackage> {
  private static final Set<String> SDIST_EXTENSIONS = Set.of(".tar.gz", ".zip");
  private static final Comparator<LockedPackage> ORDER =
      Comparator.comparing(LockedPackage::name)
          .thenComparing(locked -> locked.file().filename())
          .thenComparing(locked -> locked.file().digest());

  public LockedPackage {
    version.ifPresent(
        text -> {
          if (!isVersion(text)) {
            throw new IllegalArgumentException("not a version: " + text);
          }
        });
    requiresPython = requiresPython.filter(LockedPackage::isReadByAll);
    dependencies = dependencies.map(names -> names.stream().sorted().toList());
  }

  /**
   * The package that a file of a finished directory belongs to.
   *
   * @throws LockUnusable if the file's name says of no project, as an archive's at a URL may
   */
  public static LockedPackage of(FetchedFile file) {
    ProjectName project =
        file.project()
            .or(() -> projectNamed(file.filename()))
            .orElseThrow(() -> LockUnusable.unnamed(file.filename()));
    DistributionFilename name = DistributionFilename.parse(file.filename(), project);
    return new LockedPackage(
        project,
        name.version().filter(LockedPackage::isVersion),
        file.requiresPython(),
        Optional.empty(),
        new LockedFile(
            file.project().isPresent() ? kind(name) : Kind.ARCHIVE,
            file.filename(),
            FileLocation.of(file.url()),
            OptionalLong.of(file.size()),
            file.digest(),
            file.uploadTime()));
  }

  /** The same package, with these dependencies. */
  public LockedPackage dependingOn(List<ProjectName> names) {
    return new LockedPackage(name, version, requiresPython, Optional.of(names), file);
  }

  @Override
  public int compareTo(LockedPackage other) {
    return ORDER.compare(this, other);
  }

  /** What the specification does not take for the name of an sdist is no sdist to other tools. */
  static Kind kind(DistributionFilename name) {
    if (name instanceof DistributionFilename.Wheel wheel && isVersion(wheel.versionText())) {
      return Kind.WHEEL;
    }
    return name instanceof DistributionFilename.Sdist sdist
            && SDIST_EXTENSIONS.contains(sdist.extension())
            && !sdist.versionText().contains("-")
            && isVersion(sdist.versionText())
        ? Kind.SDIST
        : Kind.ARCHIVE;
  }

  private static boolean isVersion(String text) {
    return Version.parse(text).isPresent();
  }

  /** Tools differ over {@code >=3.6.*}, arbitrary equality, and commas with nothing beside them. */
  private static boolean isReadByAll(String specifiers) {
    long commas = specifiers.chars().filter(c -> c == ',').count();
    return VersionSpecifiers.parse(specifiers)
        .filter(all -> all.clauses().size() == commas + 1)
        .filter(all -> all.clauses().stream().noneMatch(clause -> clause.operator().equals("===")))
        .isPresent();
  }

  private static Optional<ProjectName> projectNamed(String filename) {
    int end =
        filename.endsWith(DistributionFilename.WHEEL_EXTENSION)
            ? filename.indexOf('-')
            : filename.lastIndexOf('-');
    return Optional.of(filename.substring(0, Math.max(end, 0)))
        .filter(ProjectName::isValid)
        .map(ProjectName::parse);
  }
}
