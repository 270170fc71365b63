package dev.pipsnapshot.fetcher.lock;

import dev.pipsnapshot.fetcher.failure.LockUnusable;
import dev.pipsnapshot.fetcher.lock.LockedFile.Kind;
import dev.pipsnapshot.fetcher.pip.FormatControl;
import dev.pipsnapshot.fetcher.pip.TargetPython;
import dev.pipsnapshot.fetcher.requirements.HashedRequirement;
import dev.pipsnapshot.fetcher.requirements.HashedRequirements;
import dev.pipsnapshot.fetcher.view.SnapshotIndex;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.DistributionFilename;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.Version;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the files that a requirements file means by their hashes: on the pages of an index, which
 * need not be those that they were written from.
 */
public final class RequirementsLock {
  private final SnapshotIndex index;
  private final Optional<TargetPython> python;
  private final FormatControl formats;
  private final List<LockedPackage> packages = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  private RequirementsLock(
      SnapshotIndex index, Optional<TargetPython> python, FormatControl formats) {
    this.index = index;
    this.python = python;
    this.formats = formats;
  }

  /** Whether a file's name is that of requirements, and not of a {@code pylock.toml}. */
  public static boolean isNamedLikeOne(Path file) {
    return String.valueOf(file.getFileName()).endsWith(".txt");
  }

  /**
   * The lock in {@code file}.
   *
   * @param python what an installer would install for; a file that leaves no choice needs none
   * @param index a view that hides nothing
   * @throws dev.pipsnapshot.fetcher.failure.FetchException if it does not say which file is meant
   *     of each package, or if the index does not have that
   */
  public static Lock read(Path file, Optional<TargetPython> python, SnapshotIndex index) {
    HashedRequirements read = HashedRequirements.read(file);
    var lock = new RequirementsLock(index, python, FormatControl.of(read.formats()));
    lock.reasons.addAll(read.faults());
    if (read.requirements().isEmpty() && read.faults().isEmpty()) {
      lock.reasons.add("it requires nothing");
    }
    read.requirements().forEach(lock::add);
    lock.checkNames();
    if (!lock.reasons.isEmpty()) {
      throw LockUnusable.refused(file, lock.reasons);
    }
    if (!lock.missing.isEmpty()) {
      throw LockUnusable.notListed(file, lock.missing);
    }
    return new Lock(lock.packages, List.of(), Optional.empty());
  }

  private void add(HashedRequirement required) {
    try {
      if (counts(required)) {
        Optional<LockedPackage> found =
            required.url().isPresent()
                ? Optional.of(archive(required, required.url().get()))
                : listed(required, required.version().orElseThrow());
        found.ifPresentOrElse(
            packages::add,
            () ->
                missing.add(
                    required.project()
                        + " "
                        + required.version().orElse("")
                        + ": no file with "
                        + (required.digests().size() == 1 ? "its sha256" : "one of its sha256")));
      }
    } catch (UnsuitableEntry e) {
      reasons.add(required.project() + " " + e.getMessage());
    }
  }

  private boolean counts(HashedRequirement required) throws UnsuitableEntry {
    if (required.marker().isEmpty()) {
      return true;
    }
    String marker = required.marker().get();
    if (python.isEmpty()) {
      throw new UnsuitableEntry("is for some environments only: " + marker);
    }
    return python
        .get()
        .holds(marker)
        .orElseThrow(() -> new UnsuitableEntry("has a marker that nobody can judge: " + marker));
  }

  private static LockedPackage archive(HashedRequirement required, URI url) throws UnsuitableEntry {
    if (required.digests().size() != 1 || !FileLocation.isLocation(url)) {
      throw new UnsuitableEntry("is no file with one hash at an http or https URL");
    }
    String path = url.getPath();
    String filename = path.substring(path.lastIndexOf('/') + 1);
    if (!ProjectFile.isSafeFilename(filename)
        || !DistributionFilename.hasDistributionExtension(filename)) {
      throw new UnsuitableEntry("has a file whose name is no distribution's");
    }
    return new LockedPackage(
        required.project(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new LockedFile(
            Kind.ARCHIVE,
            filename,
            url,
            OptionalLong.empty(),
            required.digests().first(),
            Optional.empty()));
  }

  private Optional<LockedPackage> listed(HashedRequirement required, String version)
      throws UnsuitableEntry {
    List<Listed> files = new ArrayList<>();
    for (ProjectFile file : index.shown(required.project())) {
      var name = DistributionFilename.parse(file.filename(), required.project());
      boolean same =
          name.version().map(Version::canonical).equals(Optional.of(Version.canonical(version)));
      if (same && formats.allows(required.project(), name)) {
        files.add(new Listed(file, name));
      }
    }
    return python.isPresent()
        ? best(required, version, files, python.get())
        : only(required, version, files);
  }

  private Optional<LockedPackage> only(
      HashedRequirement required, String version, List<Listed> files) throws UnsuitableEntry {
    List<LockedPackage> meant = new ArrayList<>();
    for (Listed file : files) {
      locked(required, version, file).ifPresent(meant::add);
    }
    if (meant.size() > 1) {
      throw new UnsuitableEntry("has the hashes of " + meant.size() + " files");
    }
    return meant.stream().findFirst();
  }

  /** In pip's order: yanked files last; the wheel that fits best, of its last build; the sdist. */
  private Optional<LockedPackage> best(
      HashedRequirement required, String version, List<Listed> files, TargetPython target)
      throws UnsuitableEntry {
    List<Listed> fitting =
        files.stream()
            .filter(file -> file.fits(target))
            .sorted(
                Comparator.<Listed, Boolean>comparing(file -> file.file().yank().isPresent())
                    .thenComparingInt(file -> file.rank(target))
                    .thenComparing(Listed::build, Comparator.reverseOrder()))
            .toList();
    for (Listed file : fitting) {
      Optional<LockedPackage> locked = locked(required, version, file);
      if (locked.isPresent()) {
        return locked;
      }
    }
    boolean knowsOthers =
        files.stream()
            .flatMap(file -> file.file().sha256().stream())
            .anyMatch(digest -> required.digests().contains(digest));
    if (knowsOthers) {
      throw new UnsuitableEntry("has no file for " + target);
    }
    return Optional.empty();
  }

  private Optional<LockedPackage> locked(HashedRequirement required, String version, Listed listed)
      throws UnsuitableEntry {
    ProjectFile file = listed.file();
    Sha256 digest = index.digest(required.project(), file);
    if (!required.digests().contains(digest)) {
      return Optional.empty();
    }
    URI url = URI.create(file.originalUrl());
    if (!FileLocation.isLocation(url)) {
      throw new UnsuitableEntry("has a file at a URL that is not http or https");
    }
    return Optional.of(
        new LockedPackage(
            required.project(),
            Optional.of(version),
            file.requiresPython(),
            Optional.empty(),
            new LockedFile(
                LockedPackage.kind(listed.name()),
                file.filename(),
                url,
                file.size(),
                digest,
                file.uploadTime())));
  }

  private void checkNames() {
    Set<ProjectName> names = new HashSet<>();
    packages.stream()
        .map(LockedPackage::name)
        .filter(name -> !names.add(name))
        .distinct()
        .forEach(name -> reasons.add(name + " is there more than once"));
  }

  /** A file of a page, and what its name says. */
  private record Listed(ProjectFile file, DistributionFilename name) {
    private static final Pattern BUILD = Pattern.compile("\\d+");
    private static final BigInteger NO_BUILD = BigInteger.valueOf(-1);
    private static final int WORSE_THAN_ANY_WHEEL = Integer.MAX_VALUE;

    private boolean fits(TargetPython python) {
      boolean supported =
          !(name instanceof DistributionFilename.Wheel wheel)
              || python.tags().rank(wheel).isPresent();
      // As pip, which takes what it cannot read for no condition.
      return supported && file.requiresPython().flatMap(python::isAmong).orElse(true);
    }

    private BigInteger build() {
      return name instanceof DistributionFilename.Wheel wheel
          ? wheel
              .build()
              .map(BUILD::matcher)
              .filter(Matcher::lookingAt)
              .map(build -> new BigInteger(build.group()))
              .orElse(NO_BUILD)
          : NO_BUILD;
    }

    private int rank(TargetPython python) {
      return name instanceof DistributionFilename.Wheel wheel
          ? python.tags().rank(wheel).orElse(WORSE_THAN_ANY_WHEEL)
          : WORSE_THAN_ANY_WHEEL;
    }
  }
}
