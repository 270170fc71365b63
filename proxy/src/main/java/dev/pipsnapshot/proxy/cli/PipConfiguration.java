package dev.pipsnapshot.proxy.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the user has told pip about indexes: in {@code PIP_*} variables, which win, and in the
 * {@code [global]} sections of pip's configuration files (pip's documentation, "Configuration").
 */
public final class PipConfiguration {
  private static final Logger log = LoggerFactory.getLogger(PipConfiguration.class);

  private final Map<String, String> settings;

  private PipConfiguration(Map<String, String> settings) {
    this.settings = settings;
  }

  /** Reads the files that pip would read, later ones overriding earlier ones. */
  public static PipConfiguration read(Map<String, String> environment, Optional<Path> home) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (Path file : files(environment, home)) {
      readGlobalSection(file, settings);
    }
    Stream.of("index-url", "extra-index-url", "find-links")
        .forEach(
            name ->
                nonEmpty(environment, "PIP_" + name.toUpperCase(Locale.ROOT).replace('-', '_'))
                    .ifPresent(value -> settings.put(name, value)));
    return new PipConfiguration(settings);
  }

  /** The index that pip would ask by default. */
  public Optional<String> indexUrl() {
    return Optional.ofNullable(settings.get("index-url"));
  }

  /** Names of settings that would bring in files from beside the view, and so are not followed. */
  public List<String> ignored() {
    return Stream.of("extra-index-url", "find-links").filter(settings::containsKey).toList();
  }

  private static List<Path> files(Map<String, String> environment, Optional<Path> home) {
    Optional<String> chosen = nonEmpty(environment, "PIP_CONFIG_FILE");
    if (chosen.filter("/dev/null"::equals).isPresent()) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    for (String directory :
        nonEmpty(environment, "XDG_CONFIG_DIRS").orElse("/etc/xdg").split(":", -1)) {
      files.add(Path.of(directory, "pip", "pip.conf"));
    }
    files.add(Path.of("/etc/pip.conf"));
    home.map(path -> path.resolve(".pip").resolve("pip.conf")).ifPresent(files::add);
    nonEmpty(environment, "XDG_CONFIG_HOME")
        .map(Path::of)
        .or(() -> home.map(path -> path.resolve(".config")))
        .map(path -> path.resolve("pip").resolve("pip.conf"))
        .ifPresent(files::add);
    chosen.map(Path::of).ifPresent(files::add);
    return files;
  }

  private static void readGlobalSection(Path file, Map<String, String> settings) {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try {
      boolean global = false;
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        String text = line.strip();
        if (text.startsWith("[")) {
          global = text.equals("[global]");
        } else if (global && !text.startsWith("#") && !text.startsWith(";")) {
          int separator = text.indexOf('=') >= 0 ? text.indexOf('=') : text.indexOf(':');
          if (separator > 0) {
            settings.put(
                text.substring(0, separator).strip().toLowerCase(Locale.ROOT).replace('_', '-'),
                text.substring(separator + 1).strip());
          }
        }
      }
    } catch (IOException e) {
      log.warn("pip-configuration-unreadable file={} cause=\"{}\"", file, e.toString());
    }
  }

  private static Optional<String> nonEmpty(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
