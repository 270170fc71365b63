package dev.pipsnapshot.integration.support.dist;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A modern sdist in the making: pyproject.toml, PKG-INFO and a module. */
public final class SdistFile implements Distribution {
  private final String project;
  private final String version;
  private final CoreMetadata metadata;
  private final List<String> buildRequires = new ArrayList<>();

  private SdistFile(String project, String version) {
    this.project = project;
    this.version = version;
    this.metadata = new CoreMetadata(project, version);
  }

  /** An sdist that is built by {@link TinyBackend}; name it in {@link #buildRequires}. */
  public static SdistFile of(String project, String version) {
    return new SdistFile(project, version);
  }

  /** Adds to {@code build-system.requires}. */
  public SdistFile buildRequires(String... requirements) {
    buildRequires.addAll(List.of(requirements));
    return this;
  }

  /** Adds dependencies. */
  public SdistFile requires(String... requirements) {
    metadata.requires(List.of(requirements));
    return this;
  }

  /** Sets {@code Requires-Python}. */
  public SdistFile requiresPython(String specifier) {
    metadata.requiresPython(specifier);
    return this;
  }

  @Override
  public DistributionFile file() {
    String pyproject =
        """
        [build-system]
        requires = [%s]
        build-backend = "tinybackend"
        """
            .formatted(pythonList(buildRequires));
    var files = new LinkedHashMap<String, byte[]>();
    files.put("pyproject.toml", utf8(pyproject));
    files.put(project.replace('-', '_') + ".py", utf8("VERSION = \"" + version + "\"\n"));
    return sdist(project, version, metadata, files);
  }

  static DistributionFile sdist(
      String project, String version, CoreMetadata metadata, Map<String, byte[]> files) {
    String folder = project + "-" + version;
    var entries = new LinkedHashMap<String, byte[]>();
    entries.put(folder + "/PKG-INFO", metadata.bytes());
    files.forEach((path, content) -> entries.put(folder + "/" + path, content));
    return new DistributionFile(
        project,
        version,
        folder + ".tar.gz",
        TarGz.of(entries),
        Optional.empty(),
        metadata.requiresPython());
  }

  static String pythonList(List<String> items) {
    return items.stream().map(item -> "\"" + item + "\"").collect(Collectors.joining(", "));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
