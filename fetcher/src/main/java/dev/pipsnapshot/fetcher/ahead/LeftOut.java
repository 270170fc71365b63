package dev.pipsnapshot.fetcher.ahead;

import dev.pipsnapshot.proxy.index.DistributionFilename;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Requirements that a set of files lacks because pip compared their markers with the interpreter
 * that it ran on, where the set is for another one.
 */
public final class LeftOut {
  private static final Pattern METADATA = Pattern.compile("[^/]+\\.dist-info/METADATA");
  private static final int MAX_METADATA_BYTES = 16 << 20;

  /** Who has a requirement: a file of the set, or whoever asked for it. */
  private record Required(String by, Optional<ProjectName> owner, Dependency dependency) {}

  private final List<Required> all = new ArrayList<>();
  private final Set<ProjectName> present = new HashSet<>();
  private final Map<ProjectName, Set<String>> extras = new HashMap<>();

  private LeftOut() {}

  /**
   * One phrase for each, such as {@code colorama, which click-8.1.7-py3-none-any.whl requires if
   * platform_system == "Windows"}.
   *
   * @param texts what was asked for, nested files in place
   * @param set the directory of the files
   * @param here what pip compared markers with
   * @param there what they would be compared with where the set is for
   */
  public static List<String> of(
      List<String> texts, Path set, Map<String, String> here, Map<String, String> there)
      throws IOException {
    if (here.equals(there)) {
      return List.of();
    }
    var leftOut = new LeftOut();
    PipRunInputs.requirementsIn(texts)
        .forEach(one -> leftOut.add(new Required("which is asked for", Optional.empty(), one)));
    List<Path> files;
    try (Stream<Path> entries = Files.list(set)) {
      files = entries.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      leftOut.addAll(file);
    }
    return leftOut.phrases(here, there);
  }

  private void addAll(Path file) throws IOException {
    String filename = file.getFileName().toString();
    if (!filename.endsWith(DistributionFilename.WHEEL_EXTENSION)
        || !ProjectName.isValid(filename.split("-", 2)[0])) {
      return;
    }
    ProjectName project = ProjectName.parse(filename.split("-", 2)[0]);
    present.add(project);
    for (Dependency dependency : Dependency.of(metadata(file))) {
      add(new Required("which " + filename + " requires", Optional.of(project), dependency));
    }
  }

  private static String metadata(Path wheel) throws IOException {
    try (var archive = new ZipFile(wheel.toFile())) {
      Optional<? extends ZipEntry> entry =
          archive.stream().filter(one -> METADATA.matcher(one.getName()).matches()).findFirst();
      if (entry.isEmpty()) {
        return "";
      }
      try (InputStream in = archive.getInputStream(entry.get())) {
        return new String(in.readNBytes(MAX_METADATA_BYTES), StandardCharsets.UTF_8);
      }
    }
  }

  private void add(Required required) {
    all.add(required);
    extras
        .computeIfAbsent(required.dependency().project(), project -> new HashSet<>())
        .addAll(required.dependency().extras());
  }

  private List<String> phrases(Map<String, String> here, Map<String, String> there) {
    return all.stream()
        .filter(one -> !present.contains(one.dependency().project()))
        .filter(one -> !one.dependency().counts(here, asked(one)))
        .filter(one -> one.dependency().counts(there, asked(one)))
        .map(
            one ->
                "%s, %s if %s"
                    .formatted(one.dependency().project(), one.by(), one.dependency().marker()))
        .distinct()
        .toList();
  }

  private Set<String> asked(Required one) {
    return one.owner().map(owner -> extras.getOrDefault(owner, Set.of())).orElse(Set.of());
  }
}
