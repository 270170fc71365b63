package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.OptionGroup;
import dev.pipsnapshot.fetcher.failure.OptionRefused;
import dev.pipsnapshot.fetcher.lock.HeldVersions;
import dev.pipsnapshot.fetcher.lock.LockFormat;
import dev.pipsnapshot.fetcher.lock.LockTarget;
import dev.pipsnapshot.fetcher.requirements.RequirementSources;
import dev.pipsnapshot.fetcher.run.FetchRequest.Wish;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Locks to write, and a lock to go by. */
final class LockOptions {
  @OptionGroup.In(OptionGroup.OUTPUT)
  @Option(
      names = "--lock",
      paramLabel = "FILE",
      description =
          "Write a lock of the result: pylock.toml or pylock.NAME.toml (PEP 751), which pip, uv and"
              + " --from-lock install from; or requirements with hashes, in any other file that ends"
              + " in .txt.")
  private @Nullable Path file;

  @OptionGroup.In(OptionGroup.OUTPUT)
  @Option(
      names = "--all-hashes",
      description =
          "With --lock FILE.txt: the hashes of all files of each version, for other platforms too.")
  private boolean allHashes;

  @OptionGroup.In(OptionGroup.WANTED)
  @Option(
      names = "--upgrade-package",
      paramLabel = "PROJECT",
      description =
          "Hold every other package at the version that the lock of --lock has already. Repeatable.")
  private List<String> upgraded = List.of();

  @OptionGroup.In(OptionGroup.WANTED)
  @Option(
      names = "--from-lock",
      paramLabel = "FILE",
      description =
          "Make the directory again from its pylock.toml, or from requirements with hashes in a file"
              + " that ends in .txt, without pip. Takes neither requirements nor a date. Where the"
              + " lock leaves a choice, --python says for which Python the files are.")
  private @Nullable Path source;

  /** The lock to go by, instead of requirements. */
  Optional<Path> source() {
    return Optional.ofNullable(source);
  }

  private Optional<LockTarget> target() {
    Optional<LockTarget> target = Optional.ofNullable(file).map(LockTarget::of);
    if (allHashes && target.filter(lock -> lock.format() == LockFormat.REQUIREMENTS).isEmpty()) {
      throw OptionRefused.meaningless(
          "--all-hashes is for requirements, which leave the choice of a file to others",
          "give --lock requirements.txt, or leave --all-hashes out");
    }
    return target;
  }

  /**
   * The lock to write beside {@code directory}.
   *
   * @throws OptionRefused if that has no meaning
   */
  Optional<LockTarget> target(Path directory) {
    Optional<LockTarget> target = target();
    target.ifPresent(
        lock -> new PipsDirectory(directory).requireOutside("the lock", lock.file(), "--lock"));
    return target;
  }

  /** The lock that is there already, if it is of the kind that names files. */
  Optional<Path> existing() {
    return Optional.ofNullable(file)
        .map(LockTarget::of)
        .filter(lock -> lock.format() == LockFormat.PYLOCK)
        .map(LockTarget::file)
        .filter(Files::exists);
  }

  /** What the lock needs to know besides. */
  Set<Wish> wishes() {
    return allHashes ? Set.of(Wish.ALL_DIGESTS) : Set.of();
  }

  /**
   * The same requirements, with the versions held that are not to change.
   *
   * @throws dev.pipsnapshot.fetcher.failure.FetchException if there is no lock that says them
   */
  RequirementSources hold(RequirementSources sources) {
    if (upgraded.isEmpty()) {
      return sources;
    }
    LockTarget lock =
        target()
            .filter(target -> Files.exists(target.file()))
            .orElseThrow(
                () ->
                    OptionRefused.meaningless(
                        "--upgrade-package needs a lock that holds the others",
                        "name an existing one with --lock FILE"));
    Set<ProjectName> released = new LinkedHashSet<>();
    for (String name : upgraded) {
      if (!ProjectName.isValid(name)) {
        throw OptionRefused.meaningless(
            "--upgrade-package '" + name + "' is no project's name", "write the name alone");
      }
      released.add(ProjectName.parse(name));
    }
    return sources.holding(HeldVersions.in(lock).except(released));
  }
}
