package dev.pipsnapshot.proxy.index.codec;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the links of a list of projects (PEP 503) in HTML that comes character by character. A link
 * leads to the project that the last segment of its path names, if that ends in a slash. Of others,
 * such as to {@code NAME/index.html}, the text names the project if it can be a name. Holds one tag
 * and one name at most, each up to a length that no honest one has.
 */
final class ProjectLinkScanner {
  private static final int MAX_TAG = 4096;
  private static final int MAX_TEXT = 512;

  private static final Pattern HREF =
      Pattern.compile("\\shref\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s\"'>]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern PROJECT =
      Pattern.compile("(?:[^?#]*/)?([^/?#]+)/(?:index\\.html?)?(?:[?#].*)?", Pattern.DOTALL);
  private static final Pattern PAGE =
      Pattern.compile("(?:[^?#]*/)?[^/?#]+(?:[?#].*)?", Pattern.DOTALL);
  private static final Pattern INDEX_PAGE =
      Pattern.compile("[^?#]*/index\\.html?(?:[?#].*)?", Pattern.DOTALL);
  private static final Pattern OTHER_SCHEME =
      Pattern.compile("(?!https?:)[a-z][a-z0-9+.-]*:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private enum Place {
    TEXT,
    TAG,
    QUOTED,
    COMMENT
  }

  private final BiConsumer<ProjectName, String> links;
  private final StringBuilder tag = new StringBuilder();
  private final StringBuilder text = new StringBuilder();
  private Place place = Place.TEXT;
  private char previous;
  private char quote;
  private int dashes;
  private Optional<Link> open = Optional.empty();

  /**
   * A link that may lead to a project.
   *
   * @param project that its path names
   * @param byText whether the text comes first
   */
  private record Link(Optional<ProjectName> project, boolean byText) {}

  /**
   * Starts before a page.
   *
   * @param links is told of each project, and how the link's text spells its name
   */
  ProjectLinkScanner(BiConsumer<ProjectName, String> links) {
    this.links = links;
  }

  void next(char c) {
    switch (place) {
      case TEXT -> text(c);
      case TAG -> tag(c);
      case QUOTED -> quoted(c);
      case COMMENT -> comment(c);
    }
  }

  private void text(char c) {
    if (c == '<') {
      tag.setLength(0);
      previous = c;
      place = Place.TAG;
    } else if (open.isPresent() && text.length() < MAX_TEXT) {
      text.append(c);
    }
  }

  private void tag(char c) {
    if (c == '>') {
      place = Place.TEXT;
      ended();
      return;
    }
    if (tag.isEmpty() && !startsTag(c)) {
      place = Place.TEXT;
      return;
    }
    keep(c);
    if (tag.length() == 3 && tag.indexOf("!--") == 0) {
      // "<!-->" is a whole comment.
      dashes = 2;
      place = Place.COMMENT;
    } else if ((c == '"' || c == '\'') && previous == '=') {
      quote = c;
      place = Place.QUOTED;
    }
    if (c > ' ') {
      previous = c;
    }
  }

  private void quoted(char c) {
    keep(c);
    if (c == quote) {
      place = Place.TAG;
    }
  }

  private void comment(char c) {
    if (c == '>' && dashes >= 2) {
      place = Place.TEXT;
    }
    dashes = c == '-' ? dashes + 1 : 0;
  }

  private void keep(char c) {
    if (tag.length() <= MAX_TAG) {
      tag.append(c);
    }
  }

  private void ended() {
    if (isTag("a")) {
      close();
      open = tag.length() <= MAX_TAG ? link(tag) : Optional.empty();
    } else if (isTag("/a")) {
      close();
    }
  }

  private void close() {
    open.ifPresent(this::closed);
    open = Optional.empty();
    text.setLength(0);
  }

  private void closed(Link link) {
    String shown = text.toString().strip();
    Optional<ProjectName> named = name(shown);
    Optional<ProjectName> project = link.byText() ? named.or(link::project) : link.project();
    // Some lists cut long names, or write what else is in the link.
    project.ifPresent(
        name -> links.accept(name, named.equals(project) ? shown : name.normalised()));
  }

  private static Optional<ProjectName> name(String text) {
    return ProjectName.isValid(text) ? Optional.of(ProjectName.parse(text)) : Optional.empty();
  }

  private boolean isTag(String name) {
    int end = name.length();
    return tag.length() >= end
        && tag.substring(0, end).equalsIgnoreCase(name)
        && (tag.length() == end || tag.charAt(end) <= ' ');
  }

  private static boolean startsTag(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' || c == '!' || c == '?';
  }

  private static Optional<Link> link(CharSequence tag) {
    Matcher href = HREF.matcher(tag);
    if (!href.find()) {
      return Optional.empty();
    }
    String value = href.group(1);
    boolean isQuoted = value.charAt(0) == '"' || value.charAt(0) == '\'';
    String target = (isQuoted ? value.substring(1, value.length() - 1) : value).strip();
    Matcher project = PROJECT.matcher(target);
    if (project.matches()) {
      return Optional.of(new Link(name(project.group(1)), INDEX_PAGE.matcher(target).matches()));
    }
    return PAGE.matcher(target).matches() && !OTHER_SCHEME.matcher(target).matches()
        ? Optional.of(new Link(Optional.empty(), true))
        : Optional.empty();
  }
}
