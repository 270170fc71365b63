package dev.pipsnapshot.proxy.index.codec;

import dev.pipsnapshot.proxy.index.MalformedFile;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.ProjectStatus;
import dev.pipsnapshot.proxy.index.ViewedPageException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/** Reads one project page in HTML (PEP 503 and those that add to it). */
final class HtmlPageReader {
  /** Five elements for each file there may be: what else is in the page is not an index. */
  private static final int MAX_ELEMENTS = 5 * PageDecoder.MAX_FILES;

  private static final int MAX_DEPTH = 256;

  /** How many characters at either end are searched for the tags that enclose the page. */
  private static final int EDGE = 1 << 14;

  private static final Pattern OPENING =
      Pattern.compile("<(?:html|body)[\\s>]", Pattern.CASE_INSENSITIVE);
  private static final Pattern CLOSING =
      Pattern.compile("</(?:html|body)\\s*>", Pattern.CASE_INSENSITIVE);
  private static final List<String> TITLES = List.of("links for", "simple index", "index of");

  private final ProjectName project;
  private final String text;
  private final URI url;
  private final List<MalformedFile> malformed = new ArrayList<>();
  private final List<Element> anchors = new ArrayList<>();
  private final List<String> tracks = new ArrayList<>();
  private final List<String> alternateLocations = new ArrayList<>();
  private Optional<String> baseHref = Optional.empty();
  private Optional<String> status = Optional.empty();
  private Optional<String> statusReason = Optional.empty();
  private boolean looksLikeIndex;

  HtmlPageReader(ProjectName project, String text, URI url) {
    this.project = project;
    this.text = text;
    this.url = url;
  }

  ProjectDetail read() {
    try (var parser = new StreamParser(Parser.htmlParser().setMaxDepth(MAX_DEPTH))) {
      var elements = parser.parse(text, "").iterator();
      for (int count = 0; elements.hasNext(); count++) {
        if (count == MAX_ELEMENTS) {
          throw fault("it has more than " + MAX_ELEMENTS + " elements");
        }
        element(elements.next());
      }
    }
    requireWhole();
    var files = files();
    if (files.isEmpty() && !malformed.isEmpty()) {
      throw fault(malformed.get(0).fault());
    }
    if (files.isEmpty() && !looksLikeIndex) {
      throw fault("it links to no file and does not say that it is an index; a login page?");
    }
    return new ProjectDetail(
        project.normalised(),
        files,
        malformed,
        Optional.empty(),
        status.map(value -> new ProjectStatus(value, statusReason)),
        tracks,
        alternateLocations,
        List.of(),
        List.of());
  }

  private void element(Element element) {
    switch (element.normalName()) {
      case "a" -> anchors.add(element);
      case "base" -> {
        if (baseHref.isEmpty() && element.hasAttr("href")) {
          baseHref = Optional.of(element.attr("href"));
        }
      }
      case "meta" -> meta(element.attr("name"), element.attr("content"));
      case "title", "h1" -> {
        var title = element.text().toLowerCase(Locale.ROOT);
        looksLikeIndex |= TITLES.stream().anyMatch(title::contains);
      }
      default -> {}
    }
  }

  private void meta(String name, String content) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "pypi:repository-version" -> {
        ApiVersion.requireSupported(content.strip(), url);
        looksLikeIndex = true;
      }
      case PrivateMembers.CUTOFF_HTML ->
          throw new ViewedPageException(MalformedPageException.withoutSecrets(url), content);
      case "pypi:project-status" -> status = Optional.of(content);
      case "pypi:project-status-reason" -> statusReason = Optional.of(content);
      case "pypi:tracks" -> tracks.add(content);
      case "pypi:alternate-locations" -> alternateLocations.add(content);
      default -> {}
    }
  }

  /**
   * HTML has no end that a reader must see, so a cut page looks whole to most of them. One that
   * closes what it opens does not.
   */
  private void requireWhole() {
    boolean insideTag = text.lastIndexOf('<') > text.lastIndexOf('>');
    boolean unclosed =
        OPENING.matcher(text).region(0, Math.min(text.length(), EDGE)).find()
            && !CLOSING
                .matcher(text)
                .region(Math.max(0, text.length() - EDGE), text.length())
                .find();
    if (insideTag || unclosed) {
      throw fault("it is cut off after " + text.length() + " characters");
    }
  }

  private List<ProjectFile> files() {
    var base = base();
    var files = new ArrayList<ProjectFile>();
    for (var anchor : anchors) {
      var link = new HtmlLinkReader(anchor, base, project);
      link.read().ifPresent(files::add);
      link.malformed().ifPresent(malformed::add);
      if (files.size() + malformed.size() > PageDecoder.MAX_FILES) {
        throw fault("it lists more than " + PageDecoder.MAX_FILES + " files");
      }
    }
    return files;
  }

  private URI base() {
    return baseHref
        .flatMap(href -> FileUrl.resolve(url, href))
        .map(resolved -> URI.create(resolved.url()))
        .orElse(url);
  }

  private MalformedPageException fault(String what) {
    return new MalformedPageException(url, what, null);
  }
}
