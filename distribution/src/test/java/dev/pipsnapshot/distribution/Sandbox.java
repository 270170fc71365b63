package dev.pipsnapshot.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A place to run launchers in: an environment built from nothing, and a {@code PATH} that holds the
 * few tools a launcher may use and whatever stand-ins a test adds.
 */
final class Sandbox {
  private static final List<String> TOOLS =
      List.of(
          "cat",
          "chmod",
          "find",
          "ln",
          "mkdir",
          "mv",
          "nice",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "sort",
          "touch");

  private final Path root;
  private final Path tools;
  private final Map<String, String> environment = new TreeMap<>();
  private Path workingDirectory;

  Sandbox(Path root) throws IOException {
    this.root = root;
    this.tools = Files.createDirectories(root.resolve("tools"));
    for (String tool : TOOLS) {
      script(tools.resolve(tool), "exec '" + inPath(tool) + "' \"$@\"");
    }
    this.workingDirectory = root;
    environment.put("PATH", tools.toString());
  }

  private static Path inPath(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(directory -> Path.of(directory, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  Sandbox with(String variable, Object value) {
    environment.put(variable, value.toString());
    return this;
  }

  Sandbox in(Path directory) {
    workingDirectory = directory;
    return this;
  }

  /** Adds a tool to {@code PATH}: a shell script of these lines. */
  void addTool(String name, String... lines) throws IOException {
    script(tools.resolve(name), lines);
  }

  /** A stand-in for a JDK, whose {@code java} is a shell script of these lines. */
  Path jdk(String version, String... javaLines) throws IOException {
    Path home = root.resolve("jdk " + version);
    script(home.resolve("bin/java"), javaLines);
    script(home.resolve("bin/javac"), "exit 1");
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"Nobody\"\nJAVA_RUNTIME_VERSION=\"%s+1\"\nJAVA_VERSION=\"%s\"\n"
            .formatted(version, version));
    return home;
  }

  static void script(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Copies a tree, links as links. */
  static Path copy(Path source, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
        Path copy = target.resolve(source.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(
            file,
            copy,
            LinkOption.NOFOLLOW_LINKS,
            StandardCopyOption.COPY_ATTRIBUTES,
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return target;
  }

  Outcome run(Object command, String... arguments) throws IOException, InterruptedException {
    return outcome(start(command, arguments));
  }

  /** Starts a command with its output in files, so that several can run and none can block. */
  Started start(Object command, String... arguments) throws IOException {
    Path out = Files.createTempFile(root, "out", ".txt");
    Path err = Files.createTempFile(root, "err", ".txt");
    List<String> line = new ArrayList<>(List.of(command.toString()));
    line.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(line)
            .directory(workingDirectory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Started(builder.start(), out, err);
  }

  static Outcome outcome(Started started) throws IOException, InterruptedException {
    int status = started.process().waitFor();
    return new Outcome(status, Files.readString(started.out()), Files.readString(started.err()));
  }

  /** A process and the files that its output goes to. */
  record Started(Process process, Path out, Path err) {}
}
