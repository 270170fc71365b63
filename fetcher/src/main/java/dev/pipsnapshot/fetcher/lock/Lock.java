package dev.pipsnapshot.fetcher.lock;

import java.util.List;
import java.util.Optional;

/**
 * The files of a directory, one for each package (PEP 751). Both lists are in the order of {@link
 * LockedPackage}, whatever order they came in.
 *
 * @param packages what was asked for, and what that depends on
 * @param buildRequires what building the source distributions among them needs, in a directory of
 *     its own; a project may be there in several versions
 * @param resolution how they were decided on; unknown for locks of other tools
 */
public record Lock(
    List<LockedPackage> packages,
    List<LockedPackage> buildRequires,
    Optional<Resolution> resolution) {
  public Lock {
    packages = packages.stream().sorted().toList();
    buildRequires = buildRequires.stream().sorted().toList();
  }
}
