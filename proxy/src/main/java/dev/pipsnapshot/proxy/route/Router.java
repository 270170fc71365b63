package dev.pipsnapshot.proxy.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.CutoffSyntaxException;
import dev.pipsnapshot.proxy.index.InstallTarget;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Says what a request target asks for. Total: every text has a route, and hostile ones have {@link
 * Route.Malformed}. Pure but for the clock, which tells future cutoffs; safe for many threads.
 */
public final class Router {
  private static final String SIMPLE = "simple";
  private static final String METADATA_SUFFIX = ".metadata";
  private static final String URL_KEY_PREFIX = "url-";
  private static final int MAX_FILENAME_BYTES = 255;

  private final Clock clock;
  private final Optional<AccessToken> token;

  /**
   * A router whose paths all start with {@code token}, if there is one.
   *
   * @param clock tells which cutoffs are in the future
   */
  public Router(Clock clock, Optional<AccessToken> token) {
    this.clock = clock;
    this.token = token;
  }

  /** The route of the path and query of a request line, such as {@code /simple/six/}. */
  public Route route(String requestTarget) {
    try {
      RequestTarget target = RequestTarget.parse(requestTarget);
      List<String> path = target.segments();
      if (token.isPresent()) {
        if (!token.get().matches(path.get(0))) {
          return new Route.Unknown();
        }
        path = path.subList(1, path.size());
      }
      return path.isEmpty() ? new Route.Unknown() : route(target, path);
    } catch (MalformedTargetException e) {
      return new Route.Malformed(e.reason());
    } catch (CutoffSyntaxException e) {
      return new Route.Malformed(sentence(e.diagnostic()));
    }
  }

  private Route route(RequestTarget target, List<String> path) throws MalformedTargetException {
    List<String> rest = path.subList(1, path.size());
    return switch (path.get(0)) {
      case SIMPLE -> simple(new ViewSelector.Configured(), target, rest);
      case "live" -> below(new ViewSelector.Live(), target, rest);
      case "snapshot" -> snapshot(target, rest);
      case "for" -> forTarget(target, rest);
      case "files" -> artifact(rest);
      case "explain" -> explain(target, rest);
      case "healthz" -> rest.isEmpty() ? new Route.Health() : new Route.Unknown();
      case "metrics" -> rest.isEmpty() ? new Route.Metrics() : new Route.Unknown();
      default -> new Route.Unknown();
    };
  }

  private Route snapshot(RequestTarget target, List<String> rest) throws MalformedTargetException {
    if (rest.size() < 2 || !rest.get(1).equals(SIMPLE)) {
      return new Route.Unknown();
    }
    Cutoff cutoff = Cutoff.parse(rest.get(0), clock.instant());
    return below(new ViewSelector.At(cutoff), target, rest.subList(1, rest.size()));
  }

  private static Route forTarget(RequestTarget target, List<String> rest)
      throws MalformedTargetException {
    Optional<InstallTarget> wanted =
        rest.isEmpty() ? Optional.empty() : InstallTarget.parse(rest.get(0));
    return wanted.isEmpty()
        ? new Route.Unknown()
        : below(new ViewSelector.For(wanted.get()), target, rest.subList(1, rest.size()));
  }

  private static Route below(ViewSelector view, RequestTarget target, List<String> rest)
      throws MalformedTargetException {
    return !rest.isEmpty() && rest.get(0).equals(SIMPLE)
        ? simple(view, target, rest.subList(1, rest.size()))
        : new Route.Unknown();
  }

  private static Route simple(ViewSelector view, RequestTarget target, List<String> rest)
      throws MalformedTargetException {
    if (rest.isEmpty()) {
      return moved(SIMPLE + "/", target);
    }
    String first = rest.get(0);
    if (rest.size() == 1 && first.isEmpty()) {
      return new Route.ProjectList(view);
    }
    boolean slashed = rest.size() == 2 && rest.get(1).isEmpty();
    if (first.isEmpty() || (rest.size() > 1 && !slashed)) {
      return new Route.Unknown();
    }
    ProjectName project = projectName(first);
    if (!slashed) {
      return moved(project + "/", target);
    }
    return project.normalised().equals(first)
        ? new Route.ProjectPage(view, project)
        : moved("../" + project + "/", target);
  }

  private Route explain(RequestTarget target, List<String> rest) throws MalformedTargetException {
    boolean slashed = rest.size() == 2 && rest.get(1).isEmpty();
    if (rest.isEmpty() || rest.get(0).isEmpty() || (rest.size() > 1 && !slashed)) {
      return new Route.Unknown();
    }
    ProjectName project = projectName(rest.get(0));
    if (slashed) {
      return moved("../" + project, target);
    }
    if (!project.normalised().equals(rest.get(0))) {
      return moved(project.normalised(), target);
    }
    Optional<Cutoff> cutoff =
        target.parameter("date").map(text -> Cutoff.parse(text, clock.instant()));
    return new Route.Explain(project, cutoff);
  }

  private static Route artifact(List<String> rest) throws MalformedTargetException {
    if (rest.size() != 2) {
      return new Route.Unknown();
    }
    ArtifactKey key = artifactKey(rest.get(0));
    String filename = rest.get(1);
    if (filename.endsWith(METADATA_SUFFIX)) {
      String stem = filename.substring(0, filename.length() - METADATA_SUFFIX.length());
      return new Route.ArtifactMetadata(key, checkedFilename(stem));
    }
    return new Route.Artifact(key, checkedFilename(filename));
  }

  private static ArtifactKey artifactKey(String text) throws MalformedTargetException {
    if (Sha256.isValid(text)) {
      return new ArtifactKey.ByContent(Sha256.parse(text));
    }
    String digest = text.startsWith(URL_KEY_PREFIX) ? text.substring(URL_KEY_PREFIX.length()) : "";
    if (Sha256.isValid(digest)) {
      return new ArtifactKey.ByUrl(Sha256.parse(digest));
    }
    throw new MalformedTargetException(
        "Files live at /files/{sha256}/{filename}; '" + text + "' is no SHA-256 digest.");
  }

  private static String checkedFilename(String filename) throws MalformedTargetException {
    boolean plain = !filename.isEmpty() && filename.charAt(0) != '.';
    if (!plain || filename.getBytes(UTF_8).length > MAX_FILENAME_BYTES) {
      throw new MalformedTargetException("The URL does not end with the name of a distribution.");
    }
    return filename;
  }

  private static ProjectName projectName(String text) throws MalformedTargetException {
    if (!ProjectName.isValid(text)) {
      throw new MalformedTargetException("'" + text + "' is no project name.");
    }
    return ProjectName.parse(text);
  }

  private static Route moved(String location, RequestTarget target) {
    return new Route.Moved(target.query().isEmpty() ? location : location + "?" + target.query());
  }

  private static String sentence(Diagnostic diagnostic) {
    return diagnostic.message() + diagnostic.hint().map(hint -> "; " + hint).orElse("");
  }
}
