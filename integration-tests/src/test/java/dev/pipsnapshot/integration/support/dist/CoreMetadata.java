package dev.pipsnapshot.integration.support.dist;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The text of a METADATA or PKG-INFO file in the making. */
final class CoreMetadata {
  private final String project;
  private final String version;
  private final List<String> requires = new ArrayList<>();
  private final List<String> extras = new ArrayList<>();
  private Optional<String> requiresPython = Optional.empty();

  CoreMetadata(String project, String version) {
    this.project = project;
    this.version = version;
  }

  void requires(List<String> requirements) {
    requires.addAll(requirements);
  }

  void extra(String name, List<String> requirements) {
    extras.add(name);
    requirements.forEach(requirement -> requires.add(requirement + "; extra == \"" + name + "\""));
  }

  void requiresPython(String specifier) {
    requiresPython = Optional.of(specifier);
  }

  Optional<String> requiresPython() {
    return requiresPython;
  }

  byte[] bytes() {
    var text = new StringBuilder("Metadata-Version: 2.1\n");
    text.append("Name: " + project + "\n");
    text.append("Version: " + version + "\n");
    requiresPython.ifPresent(specifier -> text.append("Requires-Python: " + specifier + "\n"));
    requires.forEach(requirement -> text.append("Requires-Dist: " + requirement + "\n"));
    extras.forEach(extra -> text.append("Provides-Extra: " + extra + "\n"));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
