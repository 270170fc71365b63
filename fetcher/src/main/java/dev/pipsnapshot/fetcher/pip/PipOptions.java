package dev.pipsnapshot.fetcher.pip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What decides which of a project's files pip takes, in pip's own words.
 *
 * @param onlyBinary values of {@code --only-binary}
 * @param noBinary values of {@code --no-binary}
 * @param platforms values of {@code --platform}
 * @param pythonVersion value of {@code --python-version}
 * @param abis values of {@code --abi}
 * @param implementation value of {@code --implementation}
 * @param flags options without a value, such as {@code --no-deps}
 * @param others options of pip that are not known here, for the main run only
 */
public record PipOptions(
    List<String> onlyBinary,
    List<String> noBinary,
    List<String> platforms,
    Optional<String> pythonVersion,
    List<String> abis,
    Optional<String> implementation,
    List<Flag> flags,
    List<String> others) {

  private static final String ALL = ":all:";

  /** Options of pip without a value. */
  public enum Flag {
    NO_DEPS("--no-deps", Reach.MAIN_RUN),
    PRE("--pre", Reach.NESTED_RUNS),
    PREFER_BINARY("--prefer-binary", Reach.NESTED_RUNS),
    REQUIRE_HASHES("--require-hashes", Reach.MAIN_RUN);

    private final String spelling;
    private final Reach reach;

    Flag(String spelling, Reach reach) {
      this.spelling = spelling;
      this.reach = reach;
    }

    /** As pip spells it. */
    public String spelling() {
      return spelling;
    }
  }

  private enum Reach {
    MAIN_RUN,
    NESTED_RUNS
  }

  public PipOptions {
    onlyBinary = List.copyOf(onlyBinary);
    noBinary = List.copyOf(noBinary);
    platforms = List.copyOf(platforms);
    abis = List.copyOf(abis);
    flags = List.copyOf(flags);
    others = List.copyOf(others);
  }

  /** No option at all. */
  public static PipOptions none() {
    return new PipOptions(
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  /**
   * The options of which {@link #mainRun} gives these arguments.
   *
   * @throws dev.pipsnapshot.fetcher.failure.FetchException if one is no option that may be passed
   */
  public static PipOptions ofMainRun(List<String> arguments) {
    // What stands behind its place was passed on as it was.
    for (int known = arguments.size(); known > 0; known--) {
      PipOptions options =
          parse(arguments.subList(0, known), arguments.subList(known, arguments.size()));
      if (options.mainRun().equals(arguments)) {
        return options;
      }
    }
    return parse(List.of(), arguments);
  }

  private static PipOptions parse(List<String> known, List<String> passed) {
    List<String> rest = new ArrayList<>(known);
    return new PipOptions(
        take(rest, "--only-binary="),
        take(rest, "--no-binary="),
        take(rest, "--platform="),
        take(rest, "--python-version=").stream().findFirst(),
        take(rest, "--abi="),
        take(rest, "--implementation=").stream().findFirst(),
        Stream.of(Flag.values()).filter(flag -> rest.remove(flag.spelling())).toList(),
        passed.stream().map(PassedOption::parse).toList());
  }

  private static List<String> take(List<String> arguments, String start) {
    List<String> taken = arguments.stream().filter(text -> text.startsWith(start)).toList();
    arguments.removeAll(taken);
    return taken.stream().map(text -> text.substring(start.length())).toList();
  }

  /** Whether pip picks files for the interpreter that it runs on. */
  public boolean isForOwnInterpreter() {
    return platforms.isEmpty()
        && pythonVersion.isEmpty()
        && abis.isEmpty()
        && implementation.isEmpty()
        && others.isEmpty();
  }

  /** The arguments for the run that downloads what was asked for. */
  public List<String> mainRun() {
    List<String> arguments = formats();
    platforms.forEach(value -> arguments.add("--platform=" + value));
    pythonVersion.ifPresent(value -> arguments.add("--python-version=" + value));
    abis.forEach(value -> arguments.add("--abi=" + value));
    implementation.ifPresent(value -> arguments.add("--implementation=" + value));
    flags.forEach(flag -> arguments.add(flag.spelling()));
    arguments.addAll(others);
    return arguments;
  }

  /** The arguments that pip itself hands on when it fills a build environment. */
  public List<String> nestedRun() {
    List<String> arguments = formats();
    flags.stream()
        .filter(flag -> flag.reach == Reach.NESTED_RUNS)
        .forEach(flag -> arguments.add(flag.spelling()));
    return arguments;
  }

  /** To pip the order counts: {@code :all:} wipes out what the opposite option said before it. */
  private List<String> formats() {
    List<String> all = new ArrayList<>();
    List<String> named = new ArrayList<>();
    noBinary.forEach(value -> (isAll(value) ? all : named).add("--no-binary=" + value));
    onlyBinary.forEach(value -> (isAll(value) ? all : named).add("--only-binary=" + value));
    all.addAll(named);
    return all;
  }

  private static boolean isAll(String value) {
    return List.of(value.split(",", -1)).contains(ALL);
  }
}
