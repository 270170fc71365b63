package dev.pipsnapshot.proxy.index;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A project's page (PEP 691 calls it so): its files and what the index says of the whole.
 *
 * @param name the project's name as upstream spells it
 * @param files in upstream's order
 * @param malformed files that it lists too, in a way that cannot be used
 * @param versions all versions (PEP 700), if upstream lists them
 * @param status what the index says about the project as a whole
 * @param tracks URLs of the same project elsewhere, which this one says it follows (PEP 708)
 * @param alternateLocations URLs of the same project elsewhere (PEP 708)
 * @param unknownMeta all else in {@code meta}, in upstream's order
 * @param unknownMembers all else beside {@code files}, in upstream's order
 */
public record ProjectDetail(
    String name,
    List<ProjectFile> files,
    List<MalformedFile> malformed,
    Optional<List<String>> versions,
    Optional<ProjectStatus> status,
    List<String> tracks,
    List<String> alternateLocations,
    List<JsonMember> unknownMeta,
    List<JsonMember> unknownMembers) {

  public ProjectDetail {
    files = List.copyOf(files);
    malformed = List.copyOf(malformed);
    versions = versions.map(List::copyOf);
    tracks = List.copyOf(tracks);
    alternateLocations = List.copyOf(alternateLocations);
    unknownMeta = List.copyOf(unknownMeta);
    unknownMembers = List.copyOf(unknownMembers);
  }

  /** A page that says nothing but which files there are. */
  public static ProjectDetail of(String name, List<ProjectFile> files) {
    return new ProjectDetail(
        name,
        files,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /**
   * The project's name, normalised.
   *
   * @throws IllegalArgumentException if {@link #name} is no project name
   */
  public ProjectName project() {
    return ProjectName.parse(name);
  }

  /** Whether some file has no upload time. */
  public boolean lacksUploadTimes() {
    for (var file : files) {
      if (file.uploadTime().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The same page with other files and versions. */
  public ProjectDetail with(List<ProjectFile> otherFiles, Optional<List<String>> otherVersions) {
    return new ProjectDetail(
        name,
        otherFiles,
        malformed,
        otherVersions,
        status,
        tracks,
        alternateLocations,
        unknownMeta,
        unknownMembers);
  }

  /**
   * The same page, where files without an upload time get the one listed under their name. A time
   * that the page itself gives stays.
   */
  public ProjectDetail withUploadTimes(Map<String, Instant> byFilename) {
    return with(
        files.stream()
            .map(
                file -> {
                  var time = byFilename.get(file.filename());
                  return time == null || file.uploadTime().isPresent()
                      ? file
                      : file.toBuilder().uploadTime(time).build();
                })
            .toList(),
        versions);
  }
}
