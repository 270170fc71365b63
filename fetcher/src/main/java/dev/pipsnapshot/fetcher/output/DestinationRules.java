package dev.pipsnapshot.fetcher.output;

import dev.pipsnapshot.fetcher.failure.OutputUnusable;
import dev.pipsnapshot.hasher.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which destinations may be taken, and what may be replaced there: nothing but what a fetch left.
 *
 * @param existing what to do with a destination that holds something
 * @param workingDirectory that of the process, which is no destination
 * @param inputs files that are read, none of which may go
 * @param known digests by path of files that a fetch left at the destination, whatever their names
 */
public record DestinationRules(
    ExistingOutput existing, Path workingDirectory, List<Path> inputs, Map<String, Sha256> known) {
  public DestinationRules {
    inputs = List.copyOf(inputs);
    known = Map.copyOf(known);
  }

  /**
   * Makes sure that {@code destination}, which is absolute, is not where the process is at work: a
   * directory is replaced as a whole, and whoever is in it would stay behind in the old one.
   */
  void requireElsewhere(Path destination) throws IOException {
    if (!Files.exists(destination)) {
      return;
    }
    Path working = workingDirectory.toRealPath();
    if (Files.isSameFile(working, destination)) {
      throw OutputUnusable.workingDirectory(destination);
    }
    for (Path above = working.getParent(); above != null; above = above.getParent()) {
      if (Files.isSameFile(above, destination)) {
        throw OutputUnusable.aboveWorkingDirectory(destination, working);
      }
    }
  }

  /** Makes sure that nothing is lost if {@code destination} is replaced. */
  void requireReplaceable(Path destination) throws IOException {
    if (!Files.exists(destination, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (Files.isSymbolicLink(destination)) {
      throw OutputUnusable.link(destination);
    }
    if (!Files.isDirectory(destination, LinkOption.NOFOLLOW_LINKS)) {
      throw OutputUnusable.notDirectory(destination);
    }
    if (Tree.isEmpty(destination)) {
      return;
    }
    Optional<Path> foreign = new FetchedContent(known).firstForeign(destination);
    if (existing == ExistingOutput.REFUSE) {
      throw foreign.isPresent()
          ? OutputUnusable.notEmpty(destination)
          : OutputUnusable.replaceable(destination);
    }
    for (Path input : inputs) {
      if (Files.exists(input) && input.toRealPath().startsWith(destination)) {
        throw OutputUnusable.holdsInput(destination, destination.relativize(input.toRealPath()));
      }
    }
    if (foreign.isPresent()) {
      throw OutputUnusable.holdsOthers(destination, destination.relativize(foreign.get()));
    }
  }
}
