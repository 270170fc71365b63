package dev.pipsnapshot.integration.support;

import dev.pipsnapshot.integration.support.dist.Distribution;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.PublishedFile;
import dev.pipsnapshot.integration.support.http.Answer;
import dev.pipsnapshot.integration.support.http.Fault;
import dev.pipsnapshot.integration.support.http.LoopbackServer;
import dev.pipsnapshot.integration.support.http.ReceivedRequest;
import dev.pipsnapshot.integration.support.http.RequestLog;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A package index on loopback that serves real files, counts every request, and misbehaves on
 * demand. Files, shapes and faults may change while it runs. Thread-safe.
 *
 * <p>It has the URLs of PyPI below an optional prefix: {@code /simple/NAME/}, {@code
 * /pypi/NAME/json} and {@code /packages/...}.
 */
public final class FixtureIndex implements AutoCloseable {
  private static final int ALWAYS = Integer.MAX_VALUE;

  private final Map<String, List<PublishedFile>> projects = new ConcurrentSkipListMap<>();
  private final Map<String, PageShape> shapes = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();
  private final List<FaultPlan> faults = new CopyOnWriteArrayList<>();
  private final JsonPages json = new JsonPages();
  private final HtmlPages html = new HtmlPages();
  private final LoopbackServer server = LoopbackServer.start(this::answer);
  private volatile HttpManners manners = HttpManners.plain();
  private volatile PageShape shape = PageShape.JSON;
  private volatile boolean relativeLinks;
  private volatile String prefix = "";

  private FixtureIndex() {}

  /** An empty index, answering in {@link PageShape#JSON}, without validators and compression. */
  public static FixtureIndex start() {
    return new FixtureIndex();
  }

  /** Lists files as uploaded at one instant, such as {@code 2020-06-01T12:00:00Z}. */
  public FixtureIndex publish(String uploadTime, Distribution... distributions) {
    for (Distribution distribution : distributions) {
      publish(PublishedFile.of(uploadTime, distribution));
    }
    return this;
  }

  /** Lists a file. */
  public FixtureIndex publish(PublishedFile published) {
    projects
        .computeIfAbsent(
            DistributionFile.normalised(published.file().project()),
            name -> new CopyOnWriteArrayList<>())
        .add(published);
    return this;
  }

  /** Deletes a file, as if it had never been uploaded. */
  public FixtureIndex withdraw(String filename) {
    projects
        .values()
        .forEach(files -> files.removeIf(file -> file.file().filename().equals(filename)));
    return this;
  }

  /** Sets the form of every page that has none of its own. */
  public FixtureIndex shape(PageShape ofAll) {
    shape = ofAll;
    return this;
  }

  /** Sets the form of one project's page. */
  public FixtureIndex shape(String project, PageShape ofOne) {
    shapes.put(DistributionFile.normalised(project), ofOne);
    return this;
  }

  /** Writes links to files relative to the page instead of absolute. */
  public FixtureIndex withRelativeLinks() {
    relativeLinks = true;
    return this;
  }

  /** Moves everything below a path such as {@code /mirror}. */
  public FixtureIndex below(String path) {
    prefix = path;
    return this;
  }

  /** Sets which of HTTP's optional parts it has. */
  public FixtureIndex manners(HttpManners other) {
    manners = other;
    return this;
  }

  /** Breaks every answer with this file's bytes. */
  public FixtureIndex breakFile(String filename, Fault fault) {
    return breakFile(filename, ALWAYS, fault);
  }

  /** Breaks the next answers with this file's bytes. */
  public FixtureIndex breakFile(String filename, int times, Fault fault) {
    return plan(request -> request.path().endsWith("/" + filename), times, fault);
  }

  /** Breaks every answer with this project's page. */
  public FixtureIndex breakPage(String project, Fault fault) {
    return breakPage(project, ALWAYS, fault);
  }

  /** Breaks the next answers with this project's page. */
  public FixtureIndex breakPage(String project, int times, Fault fault) {
    return plan(request -> request.path().endsWith("/simple/" + project + "/"), times, fault);
  }

  /** Breaks every answer. */
  public FixtureIndex breakEverything(Fault fault) {
    return plan(request -> true, ALWAYS, fault);
  }

  /** Takes back every fault. */
  public FixtureIndex heal() {
    faults.clear();
    return this;
  }

  /** The URL to hand to pip as {@code --index-url}. */
  public URI url() {
    return URI.create(server.origin() + prefix + "/simple/");
  }

  /** What it was asked, and what it sent. */
  public RequestLog log() {
    return server.log();
  }

  /** Every file of a project, in the order of publication. */
  public List<PublishedFile> files(String project) {
    return List.copyOf(projects.getOrDefault(DistributionFile.normalised(project), List.of()));
  }

  /** Stops at once, breaking every connection. */
  @Override
  public void close() {
    server.close();
  }

  private FixtureIndex plan(Predicate<ReceivedRequest> target, int times, Fault fault) {
    faults.add(new FaultPlan(target, fault, times));
    return this;
  }

  private Answer answer(ReceivedRequest request) {
    Answer answer = manners.applyTo(request, rightAnswer(request));
    for (FaultPlan plan : faults) {
      answer = plan.applyTo(request, answer);
    }
    return answer;
  }

  private Answer rightAnswer(ReceivedRequest request) {
    if (!request.path().startsWith(prefix + "/")) {
      return Answer.status(404);
    }
    var segments = List.of(request.path().substring(prefix.length() + 1).split("/", -1));
    String area = segments.get(0);
    if (area.equals("simple") && segments.size() == 2 && segments.get(1).isEmpty()) {
      return projectList(request);
    }
    if (area.equals("simple") && segments.size() == 2) {
      return Answer.redirect(308, request.path() + "/");
    }
    if (area.equals("simple") && segments.size() == 3 && segments.get(2).isEmpty()) {
      return projectDetail(DistributionFile.normalised(segments.get(1)), request);
    }
    if (area.equals("pypi") && segments.size() == 3 && segments.get(2).equals("json")) {
      return legacy(DistributionFile.normalised(segments.get(1)));
    }
    if (area.equals("packages") && segments.size() == 3) {
      return file(segments.get(1), fromUrl(segments.get(2)));
    }
    return Answer.status(404);
  }

  private Answer projectList(ReceivedRequest request) {
    var names = List.copyOf(projects.keySet());
    return shape.speaksJson(0) && request.headerContains("Accept", JsonPages.SIMPLE_TYPE)
        ? Answer.ok(JsonPages.SIMPLE_TYPE, json.projectList(names))
        : Answer.ok(HtmlPages.TYPE, html.projectList(names));
  }

  private Answer projectDetail(String project, ReceivedRequest request) {
    if (!projects.containsKey(project)) {
      return Answer.status(404);
    }
    PageShape shapeOfOne = shapeOf(project);
    int turn = turns.computeIfAbsent(project, name -> new AtomicInteger()).getAndIncrement();
    return shapeOfOne.speaksJson(turn) && request.headerContains("Accept", JsonPages.SIMPLE_TYPE)
        ? Answer.ok(JsonPages.SIMPLE_TYPE, json.projectDetail(project, listed(project), shapeOfOne))
        : Answer.ok(HtmlPages.TYPE, html.projectDetail(project, listed(project), shapeOfOne));
  }

  private Answer legacy(String project) {
    return projects.containsKey(project) && shapeOf(project).hasLegacyDocument()
        ? Answer.ok("application/json", json.legacy(project, listed(project), shapeOf(project)))
        : Answer.status(404);
  }

  private Answer file(String digest, String filename) {
    boolean isMetadata = filename.endsWith(".metadata");
    String ofFile =
        isMetadata ? filename.substring(0, filename.length() - ".metadata".length()) : filename;
    Optional<ListedFile> found =
        projects.keySet().stream()
            .flatMap(project -> listed(project).stream())
            .filter(listed -> listed.file().filename().equals(ofFile))
            .filter(listed -> listed.file().sha256().equals(digest))
            .findFirst();
    if (isMetadata) {
      return found
          .filter(ListedFile::hasMetadataFile)
          .flatMap(listed -> listed.file().coreMetadata())
          .map(metadata -> Answer.ok("text/plain", metadata))
          .orElseGet(() -> Answer.status(404));
    }
    return found
        .map(listed -> Answer.ok("application/octet-stream", listed.file().content()))
        .orElseGet(() -> Answer.status(404));
  }

  private List<ListedFile> listed(String project) {
    String base = relativeLinks ? "../../packages/" : server.origin() + prefix + "/packages/";
    var listed = new ArrayList<ListedFile>();
    for (PublishedFile published : projects.getOrDefault(project, List.of())) {
      DistributionFile file = published.file();
      listed.add(new ListedFile(published, base + file.sha256() + "/" + inUrl(file.filename())));
    }
    return listed;
  }

  /** As in a path, where a plus sign is no space. */
  private static String inUrl(String filename) {
    return URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String fromUrl(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private PageShape shapeOf(String project) {
    return shapes.getOrDefault(project, shape);
  }
}
