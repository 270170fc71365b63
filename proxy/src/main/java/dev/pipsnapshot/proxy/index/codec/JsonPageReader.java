package dev.pipsnapshot.proxy.index.codec;

import dev.pipsnapshot.proxy.index.JsonMember;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.ProjectStatus;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one project page in JSON (PEP 691 and those that add to it). */
final class JsonPageReader {
  private final ProjectName project;
  private final URI url;
  private final byte[] body;
  private final List<JsonMember> unknownMeta = new ArrayList<>();
  private final List<JsonMember> unknownMembers = new ArrayList<>();
  private String name;
  private @Nullable List<ProjectFile> files;
  private Optional<List<String>> versions = Optional.empty();
  private Optional<ProjectStatus> status = Optional.empty();
  private List<String> tracks = List.of();
  private List<String> alternateLocations = List.of();

  JsonPageReader(ProjectName project, byte[] body, URI url) {
    this.project = project;
    this.name = project.normalised();
    this.body = body;
    this.url = url;
  }

  ProjectDetail read() {
    var json = new JsonCursor(body, url);
    json.document(() -> page(json));
    if (files == null) {
      throw new MalformedPageException(url, "it has no 'files'", null);
    }
    return new ProjectDetail(
        name, files, versions, status, tracks, alternateLocations, unknownMeta, unknownMembers);
  }

  private void page(JsonCursor json) {
    json.enterObject();
    for (var member = json.nextMember(); member != null; member = json.nextMember()) {
      switch (member) {
        case "meta" -> meta(json);
        case "name" -> name = name(json);
        case "files" -> files = new JsonFilesReader(json, url).read();
        case "versions" -> versions = versions(json);
        case "project-status" -> status = status(json);
        case "alternate-locations" -> alternateLocations = strings(json);
        default -> unknownMembers.add(new JsonMember(member, json.raw()));
      }
    }
  }

  private void meta(JsonCursor json) {
    json.enterObject();
    for (var member = json.nextMember(); member != null; member = json.nextMember()) {
      switch (member) {
        case "api-version" -> ApiVersion.requireSupported(json.string(), url);
        case "tracks" -> tracks = strings(json);
        default -> unknownMeta.add(new JsonMember(member, json.raw()));
      }
    }
  }

  /** A page of another project is somebody's mistake, and would be served as this one's. */
  private String name(JsonCursor json) {
    var given = json.string();
    if (!ProjectName.isValid(given) || !ProjectName.parse(given).equals(project)) {
      throw json.fault("it is the page of '" + given + "', not of '" + project + "'");
    }
    return given;
  }

  private static Optional<List<String>> versions(JsonCursor json) {
    return json.isNull() ? Optional.empty() : Optional.of(strings(json));
  }

  private static Optional<ProjectStatus> status(JsonCursor json) {
    if (json.isNull()) {
      return Optional.empty();
    }
    json.enterObject();
    String value = "active";
    Optional<String> reason = Optional.empty();
    for (var member = json.nextMember(); member != null; member = json.nextMember()) {
      switch (member) {
        case "status" -> value = json.string();
        case "reason" -> reason = json.stringOrNull();
        default -> json.skip();
      }
    }
    return Optional.of(new ProjectStatus(value, reason));
  }

  private static List<String> strings(JsonCursor json) {
    var strings = new ArrayList<String>();
    json.enterArray();
    while (json.nextElement()) {
      strings.add(json.string());
    }
    return strings;
  }
}
