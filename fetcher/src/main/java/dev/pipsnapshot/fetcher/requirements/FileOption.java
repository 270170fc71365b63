package dev.pipsnapshot.fetcher.requirements;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The options that a line of a requirements file may have, by what they mean for the view. */
enum FileOption {
  REQUIREMENT(Effect.INCLUDES, "-r", "--requirement"),
  CONSTRAINT(Effect.CONSTRAINS, "-c", "--constraint"),
  EDITABLE(Effect.NAMES_A_PLACE, "-e", "--editable"),
  INDEX_URL(Effect.NAMES_THE_INDEX, "-i", "--index-url", "--pypi-url"),
  EXTRA_INDEX_URL(Effect.LEAVES_THE_VIEW, "--extra-index-url"),
  NO_INDEX(Effect.LEAVES_THE_VIEW, "--no-index"),
  FIND_LINKS(Effect.LEAVES_THE_VIEW, "-f", "--find-links"),
  TRUSTED_HOST(Effect.LEAVES_THE_VIEW, "--trusted-host"),
  DEPENDENCY_LINKS(Effect.LEAVES_THE_VIEW, "--process-dependency-links"),
  NO_BINARY(Effect.ALLOWS_FORMATS, "--no-binary"),
  ONLY_BINARY(Effect.ALLOWS_FORMATS, "--only-binary"),
  PREFER_BINARY(Effect.SELECTS, "--prefer-binary"),
  PRE(Effect.SELECTS, "--pre"),
  ALL_RELEASES(Effect.SELECTS, "--all-releases"),
  ONLY_FINAL(Effect.SELECTS, "--only-final"),
  REQUIRE_HASHES(Effect.SELECTS, "--require-hashes"),
  HASH(Effect.SELECTS, "--hash"),
  USE_FEATURE(Effect.SELECTS, "--use-feature"),
  CONFIG_SETTINGS(Effect.SELECTS, "--config-settings", "--config-setting"),
  GLOBAL_OPTION(Effect.SELECTS, "--global-option"),
  INSTALL_OPTION(Effect.SELECTS, "--install-option");

  /** What an option does to the view. */
  enum Effect {
    INCLUDES,
    CONSTRAINS,
    NAMES_A_PLACE,
    NAMES_THE_INDEX,
    LEAVES_THE_VIEW,
    ALLOWS_FORMATS,
    SELECTS
  }

  private final Effect effect;

  /** Unmodifiable. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> names;

  FileOption(Effect effect, String... names) {
    this.effect = effect;
    this.names = List.of(names);
  }

  Effect effect() {
    return effect;
  }

  /** Such as {@code --requirement}. */
  String longName() {
    return names.get(names.size() - 1);
  }

  /**
   * The option that pip would take {@code token} for. pip takes any unambiguous beginning of a long
   * name, so the first match among those that leave the view is what counts.
   */
  static Optional<FileOption> of(String token) {
    if (!token.startsWith("--")) {
      return Arrays.stream(values())
          .filter(option -> option.names.stream().anyMatch(name -> isShort(name, token)))
          .findFirst();
    }
    String name = token.replaceFirst("=.*", "");
    return Arrays.stream(values())
        .filter(option -> option.names.contains(name))
        .findFirst()
        .or(
            () ->
                Arrays.stream(values())
                    .filter(
                        option -> option.names.stream().anyMatch(known -> known.startsWith(name)))
                    .findFirst());
  }

  private static boolean isShort(String name, String token) {
    return !name.startsWith("--") && token.startsWith(name);
  }
}
