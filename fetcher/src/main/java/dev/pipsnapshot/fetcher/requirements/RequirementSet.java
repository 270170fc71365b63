package dev.pipsnapshot.fetcher.requirements;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Requirements that may go to pip.
 *
 * @param arguments requirements of the command line, as written
 * @param files the requirements files of the command line, absolute
 * @param constraints the constraints files of the command line, absolute
 * @param held constraints that stand in no file
 * @param texts what all of it says, comments left out and nested files in place: equal texts ask
 *     pip for the same
 * @param indexLines those of the texts that name the index in use; pip must not read them, since it
 *     would ask that instead of the view
 * @param projects the projects asked for by name, in the order in which they are; what only
 *     constrains asks for nothing
 * @param formats the options of files that say which kinds of file pip may take, in their order,
 *     such as {@code --only-binary=:all:}
 * @param directUrls archives at URLs of hosts that were allowed
 */
public record RequirementSet(
    List<String> arguments,
    List<Path> files,
    List<Path> constraints,
    List<String> held,
    List<String> texts,
    Set<String> indexLines,
    Set<ProjectName> projects,
    List<String> formats,
    List<URI> directUrls) {
  public RequirementSet {
    arguments = List.copyOf(arguments);
    files = List.copyOf(files);
    constraints = List.copyOf(constraints);
    held = List.copyOf(held);
    texts = List.copyOf(texts);
    indexLines = Set.copyOf(indexLines);
    formats = List.copyOf(formats);
    directUrls = List.copyOf(directUrls);
  }

  /**
   * The same for pip to read.
   *
   * @param directory where to write files of ours, if it must not read the user's; not there yet
   */
  public RequirementSet readable(Path directory) throws IOException {
    if (indexLines.isEmpty()) {
      return this;
    }
    RequirementSources written =
        RequirementTexts.unfold(
            Files.createDirectory(directory),
            texts.stream().filter(text -> !indexLines.contains(text)).toList());
    return new RequirementSet(
        arguments,
        written.files(),
        written.constraints(),
        held,
        texts,
        Set.of(),
        projects,
        formats,
        directUrls);
  }
}
