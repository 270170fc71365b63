package dev.pipsnapshot.fetcher.requirements;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.net.URI;
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
    Set<ProjectName> projects,
    List<String> formats,
    List<URI> directUrls) {
  public RequirementSet {
    arguments = List.copyOf(arguments);
    files = List.copyOf(files);
    constraints = List.copyOf(constraints);
    held = List.copyOf(held);
    texts = List.copyOf(texts);
    formats = List.copyOf(formats);
    directUrls = List.copyOf(directUrls);
  }
}
