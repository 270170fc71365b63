package dev.pipsnapshot.proxy.index.codec;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the links of a list of projects (PEP 503) in HTML that comes character by character. A link
 * leads to the project that the last segment of its path names, if that ends in a slash. Holds one
 * tag and one name at most, each up to a length that no honest one has.
 */
final class ProjectLinkScanner {
  private static final int MAX_TAG = 4096;
  private static final int MAX_TEXT = 512;

  private static final Pattern HREF =
      Pattern.compile("\\shref\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s\"'>]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern PROJECT =
      Pattern.compile("(?:[^?#]*/)?([^/?#]+)/(?:[?#].*)?", Pattern.DOTALL);

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
  private Optional<ProjectName> open = Optional.empty();

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
      open = tag.length() <= MAX_TAG ? project(tag) : Optional.empty();
    } else if (isTag("/a")) {
      close();
    }
  }

  private void close() {
    open.ifPresent(project -> links.accept(project, spelled(project)));
    open = Optional.empty();
    text.setLength(0);
  }

  /** Some lists cut long names, or write what else is in the link. */
  private String spelled(ProjectName project) {
    String shown = text.toString().strip();
    return ProjectName.isValid(shown) && ProjectName.parse(shown).equals(project)
        ? shown
        : project.normalised();
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

  private static Optional<ProjectName> project(CharSequence tag) {
    Matcher href = HREF.matcher(tag);
    if (!href.find()) {
      return Optional.empty();
    }
    String value = href.group(1);
    boolean isQuoted = value.charAt(0) == '"' || value.charAt(0) == '\'';
    Matcher project =
        PROJECT.matcher((isQuoted ? value.substring(1, value.length() - 1) : value).strip());
    return project.matches()
        ? Optional.of(project.group(1)).filter(ProjectName::isValid).map(ProjectName::parse)
        : Optional.empty();
  }
}
