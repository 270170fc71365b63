package dev.pipsnapshot.fetcher.dependencies;

import dev.pipsnapshot.proxy.index.DistributionFilename;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What a wheel of a directory says of itself.
 *
 * @param filename the wheel's
 * @param project by the file's name
 * @param dependencies all that its core metadata names, if it has metadata that can be read
 */
record WheelMetadata(
    String filename, ProjectName project, Optional<List<Dependency>> dependencies) {
  private static final Pattern METADATA = Pattern.compile("[^/]+\\.dist-info/METADATA");
  private static final int MAX_METADATA_BYTES = 16 << 20;

  WheelMetadata {
    dependencies = dependencies.map(List::copyOf);
  }

  /** Those of all wheels of {@code directory}, in the order of their names. */
  static List<WheelMetadata> in(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(directory)) {
      files = entries.filter(Files::isRegularFile).sorted().toList();
    }
    List<WheelMetadata> found = new ArrayList<>();
    for (Path file : files) {
      of(file).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<WheelMetadata> of(Path file) throws IOException {
    String filename = file.getFileName().toString();
    String name = filename.split("-", 2)[0];
    if (!filename.endsWith(DistributionFilename.WHEEL_EXTENSION) || !ProjectName.isValid(name)) {
      return Optional.empty();
    }
    return Optional.of(
        new WheelMetadata(
            filename, ProjectName.parse(name), metadata(file).map(Dependency::allOf)));
  }

  private static Optional<String> metadata(Path wheel) throws IOException {
    try (var archive = new ZipFile(wheel.toFile())) {
      Optional<? extends ZipEntry> entry =
          archive.stream().filter(one -> METADATA.matcher(one.getName()).matches()).findFirst();
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      try (InputStream in = archive.getInputStream(entry.get())) {
        return Optional.of(new String(in.readNBytes(MAX_METADATA_BYTES), StandardCharsets.UTF_8));
      }
    } catch (ZipException e) {
      // It is what the index has, byte for byte; whoever installs it will hear of it.
      return Optional.empty();
    }
  }
}
