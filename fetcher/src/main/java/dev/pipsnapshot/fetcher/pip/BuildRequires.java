package dev.pipsnapshot.fetcher.pip;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the files that preparing each source distribution of a directory needs: what pip downloads
 * when it fills the build environment of that one, alone; and so on for those among these files.
 *
 * <p>Nothing is concluded from what pip downloads on its way, which depends on caches, on
 * backtracking and on order. Instead pip prepares the sdist, is watched as it asks for its build
 * environments, and each such list of requirements is resolved again, by pip, into files.
 */
public final class BuildRequires {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<String>> REQUIREMENTS = new TypeReference<>() {};

  private final PipRunner runner;
  private final PipOptions options;
  private final Path scratch;
  private final Set<String> prepared = new HashSet<>();
  private final Set<List<String>> resolved = new HashSet<>();
  private int runs;

  /** A finder that keeps its temporary files in {@code scratch}, which exists. */
  public BuildRequires(PipRunner runner, PipOptions options, Path scratch) {
    this.runner = runner;
    this.options = options;
    this.scratch = scratch;
  }

  /**
   * Puts the files that the sdists of {@code files} need into {@code target}, which is made only if
   * there are any.
   *
   * @return how pip failed, if it did
   */
  public Optional<PipOutcome> collect(Path files, Path target)
      throws IOException, InterruptedException {
    Queue<Path> sdists = new ArrayDeque<>(sdists(files));
    for (Path sdist = sdists.poll(); sdist != null; sdist = sdists.poll()) {
      if (!prepared.add(sdist.getFileName().toString())) {
        continue;
      }
      Path record = scratch.resolve("build-environments-" + runs++);
      PipOutcome outcome =
          runner.runRecorded(record, PipDownload.ofSdist(sdist, options, newDirectory()));
      if (!outcome.isSuccess()) {
        return Optional.of(outcome);
      }
      for (List<String> requirements : read(record)) {
        if (!resolved.add(requirements)) {
          continue;
        }
        Path found = newDirectory();
        outcome = runner.run(PipDownload.ofBuildRequires(requirements, options, found));
        if (!outcome.isSuccess()) {
          return Optional.of(outcome);
        }
        moveAll(found, target);
        sdists.addAll(sdists(target));
      }
    }
    return Optional.empty();
  }

  private Path newDirectory() throws IOException {
    return Files.createDirectory(scratch.resolve("build-requires-" + runs++));
  }

  private static List<List<String>> read(Path record) throws IOException {
    if (!Files.exists(record)) {
      return List.of();
    }
    List<List<String>> lists = new ArrayList<>();
    for (String line : Files.readAllLines(record)) {
      lists.add(JSON.readValue(line, REQUIREMENTS));
    }
    return lists;
  }

  private static void moveAll(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Path file : list(from)) {
      Path target = to.resolve(file.getFileName());
      if (!Files.exists(target)) {
        Files.move(file, target);
      }
    }
  }

  private static List<Path> sdists(Path directory) throws IOException {
    return list(directory).stream().filter(file -> !file.toString().endsWith(".whl")).toList();
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
