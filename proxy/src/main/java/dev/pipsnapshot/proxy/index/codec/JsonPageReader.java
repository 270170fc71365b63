package dev.pipsnapshot.proxy.index.codec;

import dev.pipsnapshot.proxy.index.JsonMember;
import dev.pipsnapshot.proxy.index.MalformedFile;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.ProjectStatus;
import dev.pipsnapshot.proxy.index.ViewedPageException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one project page in JSON (PEP 691 and those that add to it). A member beside the files that
 * is not as it should be counts as not there, for no installer needs it.
 */
final class JsonPageReader {
  private static final Logger LOG = LoggerFactory.getLogger(JsonPageReader.class);

  private final ProjectName project;
  private final URI url;
  private final JsonCursor json;
  private final List<JsonMember> unknownMeta = new ArrayList<>();
  private final List<JsonMember> unknownMembers = new ArrayList<>();
  private String name;
  private String member = "";
  private @Nullable List<ProjectFile> files;
  private List<MalformedFile> malformed = List.of();
  private Optional<List<String>> versions = Optional.empty();
  private Optional<ProjectStatus> status = Optional.empty();
  private List<String> tracks = List.of();
  private List<String> alternateLocations = List.of();

  JsonPageReader(ProjectName project, byte[] body, URI url) {
    this.project = project;
    this.name = project.normalised();
    this.url = url;
    this.json = new JsonCursor(body, url);
  }

  ProjectDetail read() {
    json.document(this::page);
    if (files == null) {
      throw new MalformedPageException(url, "it has no 'files'", null);
    }
    return new ProjectDetail(
        name,
        files,
        malformed,
        versions,
        status,
        tracks,
        alternateLocations,
        unknownMeta,
        unknownMembers);
  }

  private void page() {
    json.enterObject();
    for (var next = json.nextMember(); next != null; next = json.nextMember()) {
      if (next.equals("files")) {
        files();
      } else if (next.equals("meta") && json.isObject()) {
        meta();
      } else {
        member = next;
        passOverIf(json.attempt(this::member));
      }
    }
  }

  private void files() {
    var reader = new JsonFilesReader(json, url);
    reader.read();
    files = reader.files();
    malformed = reader.malformed();
  }

  private void meta() {
    for (var next = json.nextMember(); next != null; next = json.nextMember()) {
      member = next;
      passOverIf(json.attempt(this::metaMember));
    }
  }

  private void passOverIf(@Nullable UnexpectedValueException fault) {
    if (fault != null) {
      LOG.debug("event=unusable-member page={} fault=\"{}\"", url.getRawPath(), fault.fault());
      json.skip();
    }
  }

  private void member() {
    switch (member) {
      case "meta" -> throw json.unexpectedValue("this is not an object");
      case "name" -> name = name(json.string());
      case "versions" -> versions = versions();
      case "project-status" -> status = status();
      case "alternate-locations" -> alternateLocations = strings();
      case PrivateMembers.CUTOFF_JSON ->
          throw new ViewedPageException(
              MalformedPageException.withoutSecrets(url), json.raw().replace("\"", ""));
      default -> unknownMembers.add(new JsonMember(member, json.raw()));
    }
  }

  private void metaMember() {
    switch (member) {
      case "api-version" ->
          ApiVersion.requireSupported(json.isNumber() ? json.raw() : json.string(), url);
      case "tracks" -> tracks = strings();
      default -> unknownMeta.add(new JsonMember(member, json.raw()));
    }
  }

  /** A page of another project is somebody's mistake, and would be served as this one's. */
  private String name(String given) {
    if (!ProjectName.isValid(given) || !ProjectName.parse(given).equals(project)) {
      throw json.fault("it is the page of '" + given + "', not of '" + project + "'");
    }
    return given;
  }

  private Optional<List<String>> versions() {
    return json.isNull() ? Optional.empty() : Optional.of(strings());
  }

  private Optional<ProjectStatus> status() {
    if (json.isNull()) {
      return Optional.empty();
    }
    json.enterObject();
    String value = "active";
    Optional<String> reason = Optional.empty();
    for (var next = json.nextMember(); next != null; next = json.nextMember()) {
      switch (next) {
        case "status" -> value = json.string();
        case "reason" -> reason = json.stringOrNull();
        default -> json.skip();
      }
    }
    return Optional.of(new ProjectStatus(value, reason));
  }

  private List<String> strings() {
    var strings = new ArrayList<String>();
    json.enterArray();
    while (json.nextElement()) {
      strings.add(json.string());
    }
    return strings;
  }
}
