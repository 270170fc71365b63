package dev.pipsnapshot.fetcher.pip;

import dev.pipsnapshot.proxy.index.InstallTarget;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Python interpreter and what of it decides which files pip picks.
 *
 * @param executable the program itself, whatever launcher it was found through
 * @param markers the environment of PEP 508, by marker name
 * @param tags what the compatibility tags of PEP 425 are made from
 * @param pip the pip that it has
 */
public record Interpreter(
    Path executable,
    Map<String, String> markers,
    Map<String, String> tags,
    Optional<Pip.Installed> pip) {
  public Interpreter {
    markers = Map.copyOf(markers);
    tags = Map.copyOf(tags);
  }

  /** Such as {@code CPython 3.11.7}. */
  public String displayName() {
    return implementation() + " " + version();
  }

  /** Such as {@code CPython}. */
  public String implementation() {
    return marker("platform_python_implementation");
  }

  /** Such as {@code 3.11.7}. */
  public String version() {
    return marker("python_full_version");
  }

  /** Such as {@code linux-x86_64}. */
  public String platform() {
    return tags.getOrDefault("platform", "");
  }

  /** What is known of the files that it cannot use; empty if nothing is. */
  public Optional<InstallTarget> target() {
    String version = marker("python_version");
    boolean known =
        marker("implementation_name").equals("cpython")
            && version.matches("3\\.\\d{1,2}")
            && tags.getOrDefault("pointer_bytes", "").equals("8");
    return known
        ? InstallTarget.parse(
            "cp3" + version.substring(2) + "-" + platform().replaceAll("[-.]", "_"))
        : Optional.empty();
  }

  /** All facts in a fixed order, for telling interpreters apart. */
  public Map<String, String> facts() {
    var facts = new TreeMap<String, String>();
    markers.forEach((name, value) -> facts.put("marker " + name, value));
    tags.forEach((name, value) -> facts.put("tag " + name, value));
    return facts;
  }

  private String marker(String name) {
    return markers.getOrDefault(name, "");
  }
}
