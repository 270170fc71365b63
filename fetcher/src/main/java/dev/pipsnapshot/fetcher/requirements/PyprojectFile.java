package dev.pipsnapshot.fetcher.requirements;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import dev.pipsnapshot.diagnostics.IoReason;
import dev.pipsnapshot.fetcher.failure.RequirementsUnreadable;
import dev.pipsnapshot.fetcher.json.JsonTrees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The requirements that a {@code pyproject.toml} declares: those of the project itself, and those
 * of its dependency groups (PEP 735).
 */
public final class PyprojectFile {
  private static final String NAME = "pyproject.toml";
  private static final String INCLUDE = "include-group";
  private static final TomlFactory TOML = new TomlFactory();

  private final Path file;
  private final JsonNode document;

  private PyprojectFile(Path file, JsonNode document) {
    this.file = file;
    this.document = document;
  }

  /** Whether a file is one, by its name. */
  public static boolean isNamed(Path file) {
    return file.endsWith(NAME);
  }

  /**
   * What it declares.
   *
   * @throws RequirementsUnreadable if it cannot be read
   */
  public static PyprojectFile read(Path file) {
    try (JsonParser tokens = TOML.createParser(RequirementsFile.content(file))) {
      return new PyprojectFile(file, JsonTrees.read(tokens));
    } catch (JsonProcessingException e) {
      String place =
          Optional.ofNullable(e.getLocation()).map(at -> ", line " + at.getLineNr()).orElse("");
      throw RequirementsUnreadable.of(file, "it is not TOML" + place, e);
    } catch (IOException e) {
      throw RequirementsUnreadable.of(file, IoReason.of(e), e);
    }
  }

  /**
   * What a group asks for.
   *
   * @param option {@code [PATH:]NAME}, as pip has it
   */
  public static List<String> group(String option) {
    int colon = option.lastIndexOf(':');
    Path path = Path.of(colon < 0 ? NAME : option.substring(0, colon));
    if (!isNamed(path)) {
      throw RequirementsUnreadable.of(path, "the file of a --group is a " + NAME, null);
    }
    return read(path).ofGroup(option.substring(colon + 1));
  }

  /**
   * {@code dependencies} of {@code [project]}; extras are not among them.
   *
   * @throws RequirementsUnreadable if a build would have to tell them
   */
  public List<String> dependencies() {
    JsonNode project = document.path("project");
    if (!project.isObject()) {
      throw unreadable("it has no [project]");
    }
    for (JsonNode dynamic : project.path("dynamic")) {
      if (dynamic.asText().equals("dependencies")) {
        throw unreadable("only a build tells its dependencies, which are dynamic");
      }
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode text : project.path("dependencies")) {
      texts.add(text(text, "[project] dependencies"));
    }
    return texts;
  }

  /** What a group of {@code [dependency-groups]} asks for, in its order, with what it includes. */
  List<String> ofGroup(String name) {
    Set<String> texts = new LinkedHashSet<>();
    add(texts, name, new LinkedHashSet<>());
    return List.copyOf(texts);
  }

  private void add(Set<String> texts, String name, Set<String> open) {
    String normalised = normalised(name);
    if (!open.add(normalised)) {
      throw unreadable("its dependency group '" + name + "' includes itself");
    }
    JsonNode members = named(normalised, name);
    if (!members.isArray()) {
      throw unreadable("its dependency group '" + name + "' is no array");
    }
    for (JsonNode member : members) {
      if (member.isObject() && member.size() == 1 && member.path(INCLUDE).isTextual()) {
        add(texts, member.path(INCLUDE).textValue(), open);
      } else {
        texts.add(text(member, "dependency group '" + name + "'"));
      }
    }
    open.remove(normalised);
  }

  private JsonNode named(String normalised, String asked) {
    for (Map.Entry<String, JsonNode> group : document.path("dependency-groups").properties()) {
      if (normalised(group.getKey()).equals(normalised)) {
        return group.getValue();
      }
    }
    throw unreadable("it has no dependency group '" + asked + "'");
  }

  private String text(JsonNode member, String where) {
    if (!member.isTextual() || member.textValue().isBlank()) {
      throw unreadable("what stands in its " + where + " is no requirement: " + member);
    }
    String text = member.textValue().strip();
    if (text.startsWith("-")) {
      throw unreadable("an option stands in its " + where + ": " + text);
    }
    return text;
  }

  private static String normalised(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }

  private RequirementsUnreadable unreadable(String why) {
    return RequirementsUnreadable.of(file, why, null);
  }
}
