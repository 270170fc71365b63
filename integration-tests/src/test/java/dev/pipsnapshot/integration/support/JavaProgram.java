package dev.pipsnapshot.integration.support;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Beginnings of command lines that run this project's programs in a JVM of their own. */
public final class JavaProgram {
  /** The launchers' flags: what else the JVM does first would be most of these tests' time. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Dio.netty.jfr.enabled=false",
          "-Dslf4j.provider=dev.pipsnapshot.cli.StderrLogging",
          "-Dslf4j.internal.verbosity=WARN");

  /** Netty says which buffer was forgotten, of each and not of one in a hundred. */
  private static final String EVERY_LEAK = "-Dio.netty.leakDetection.samplingInterval=1";

  private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

  private JavaProgram() {}

  /** A program that runs for long. */
  public static List<String> server(String mainClass) {
    return words(StartUpArchive.FLAGS, mainClass, EVERY_LEAK);
  }

  /** A program that ends soon. */
  public static List<String> command(String mainClass) {
    return words(StartUpArchive.FLAGS, mainClass, FIRST_COMPILER_ONLY);
  }

  /** A program whose memory is limited, as the JVM spells it. */
  public static List<String> withHeap(String size, String mainClass) {
    return words(StartUpArchive.FLAGS, mainClass, "-Xmx" + size);
  }

  private static List<String> words(List<String> archive, String mainClass, String... flags) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(FLAGS);
    words.addAll(archive);
    words.addAll(List.of(flags));
    words.addAll(List.of("-cp", classPath(), mainClass));
    return words;
  }

  /** That of the tests without the tests. */
  private static String classPath() {
    Path own = Path.of("target").toAbsolutePath();
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !Path.of(entry).toAbsolutePath().startsWith(own))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Parsed classes, which these tests would otherwise have each of some hundred JVMs parse. */
  private static final class StartUpArchive {
    static final List<String> FLAGS = make();

    private static final String TRAINED = "dev.pipsnapshot.fetcher.cli.SnapshotFetch";

    private static List<String> make() {
      String file = System.getProperty("start.up.archive", "");
      if (file.isEmpty()) {
        return List.of();
      }
      boolean made =
          ExternalCommand.of(
                      words(
                              List.of("-XX:ArchiveClassesAtExit=" + file),
                              TRAINED,
                              FIRST_COMPILER_ONLY)
                          .toArray())
                  .with("--date", "2021-05-01", "--rehearse")
                  .run()
                  .exitCode()
              == 0;
      // What the JVM has to say of an archive would be in the programs' output.
      return made ? List.of("-Xlog:disable", "-XX:SharedArchiveFile=" + file) : List.of();
    }
  }
}
