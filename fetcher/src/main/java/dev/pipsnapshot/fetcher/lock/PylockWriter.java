package dev.pipsnapshot.fetcher.lock;

import dev.pipsnapshot.fetcher.lock.LockedFile.Kind;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes {@code pylock.toml} (PEP 751, <a
 * href="https://packaging.python.org/en/latest/specifications/pylock-toml/">specification</a>), in
 * the specification's order of keys: equal locks, equal texts. The only native times are those of
 * {@code upload-time}, which the specification demands; Nix reads no time at all, and its readers
 * of locks put quotes round the values of that one key.
 */
public final class PylockWriter {
  /** The table of ours. */
  static final String TOOL = "pip-snapshot";

  private static final String TABLE = "tool." + TOOL;

  private PylockWriter() {}

  /** The text of a lock file. */
  public static String write(Lock lock) {
    return write(lock, Optional.empty());
  }

  /**
   * The same.
   *
   * @param environment the marker of where its files are for, if they are for no other
   */
  public static String write(Lock lock, Optional<String> environment) {
    var toml = new TomlText();
    toml.string("lock-version", "1.0");
    environment.ifPresent(marker -> toml.strings("environments", List.of(marker)));
    toml.string("created-by", TOOL);
    if (lock.packages().isEmpty()) {
      toml.strings("packages", List.of());
    }
    lock.packages().forEach(locked -> add(toml, "packages", locked));
    lock.resolution().ifPresent(resolution -> add(toml, resolution));
    lock.buildRequires().forEach(locked -> add(toml, TABLE + ".build-requires", locked));
    return toml.toString();
  }

  private static void add(TomlText toml, String table, LockedPackage locked) {
    toml.element(table)
        .string("name", locked.name().normalised())
        .string("version", locked.version())
        .string("requires-python", locked.requiresPython());
    locked
        .dependencies()
        .ifPresent(
            names ->
                toml.tables(
                    "dependencies", "name", names.stream().map(ProjectName::normalised).toList()));
    LockedFile file = locked.file();
    switch (file.kind()) {
      case ARCHIVE -> toml.table(table + ".archive");
      case SDIST -> toml.table(table + ".sdist").string("name", file.filename());
      case WHEEL -> toml.element(table + ".wheels").string("name", file.filename());
    }
    // An archive's table has its own order of keys.
    if (file.kind() != Kind.ARCHIVE) {
      file.uploadTime().ifPresent(time -> toml.time("upload-time", time));
    }
    toml.string("url", file.url().toString());
    file.size().ifPresent(size -> toml.integer("size", size));
    if (file.kind() == Kind.ARCHIVE) {
      file.uploadTime().ifPresent(time -> toml.time("upload-time", time));
    }
    toml.inline("hashes", "sha256", file.digest().hex());
  }

  private static void add(TomlText toml, Resolution resolution) {
    toml.table(TABLE)
        .integer("fetcher-version", resolution.layout())
        .string("cutoff", resolution.view().cutoff().map(Cutoff::toString))
        .string("build-cutoff", resolution.buildCutoff().map(Cutoff::toString))
        .string("yanked", spelled(resolution.view().yankPolicy()))
        .string("missing-upload-time", spelled(resolution.view().missingTimePolicy()))
        .string("pip", resolution.pip())
        .string("python-implementation", resolution.python().implementation())
        .string("python-version", resolution.python().version())
        .string("platform", resolution.python().platform())
        .strings("requirements", resolution.requirements())
        .strings("options", resolution.options())
        .string("key", resolution.key().map(Sha256::hex))
        .string("nar-hash", resolution.hash().sri());
    var dates = new TreeMap<>(resolution.view().projectCutoffs());
    if (!dates.isEmpty()) {
      toml.table(TABLE + ".date-for");
      dates.forEach((project, cutoff) -> toml.string(project.normalised(), cutoff.toString()));
    }
    var policies = new TreeMap<>(resolution.view().projectMissingTimePolicies());
    if (!policies.isEmpty()) {
      toml.table(TABLE + ".missing-upload-time-for");
      policies.forEach((project, policy) -> toml.string(project.normalised(), spelled(policy)));
    }
  }

  private static String spelled(Enum<?> policy) {
    return policy.name().toLowerCase(Locale.ROOT);
  }
}
