package dev.pipsnapshot.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/** A mapping of a YAML file, whose members are there when they are asked for. */
record YamlMapping(Map<?, ?> members) {
  static YamlMapping read(Path file) throws IOException {
    return new YamlMapping(new Yaml().<Map<?, ?>>load(Files.readString(file)));
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  Set<String> names() {
    Set<String> names = new TreeSet<>();
    members.keySet().forEach(name -> names.add(String.valueOf(name)));
    return names;
  }

  String text(String name) {
    return member(name).toString();
  }

  YamlMapping mapping(String name) {
    return new YamlMapping((Map<?, ?>) member(name));
  }

  List<YamlMapping> mappings(String name) {
    return ((List<?>) member(name))
        .stream().map(item -> new YamlMapping((Map<?, ?>) item)).toList();
  }

  List<String> texts(String name) {
    return ((List<?>) member(name)).stream().map(Object::toString).toList();
  }

  private Object member(String name) {
    return Objects.requireNonNull(members.get(name), name);
  }
}
