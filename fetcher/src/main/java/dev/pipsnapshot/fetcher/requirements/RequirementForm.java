package dev.pipsnapshot.fetcher.requirements;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a requirement names, told apart as pip tells it apart. */
public sealed interface RequirementForm {
  /** A project of the index. */
  record Named(ProjectName project) implements RequirementForm {}

  /** An archive at a URL. */
  record Direct(URI url) implements RequirementForm {}

  /** A checkout of a version control system. */
  record Checkout(String url) implements RequirementForm {}

  /** A file or directory of this machine. */
  record Local(String path) implements RequirementForm {}

  /**
   * Not a requirement.
   *
   * @param reason a clause such as {@code is no requirement}
   */
  record Invalid(String reason) implements RequirementForm {}

  /** The form of one requirement, without options. */
  static RequirementForm of(String text) {
    return Parser.form(text.strip());
  }

  /** Told apart by the rules of pip's {@code req.constructors}. */
  final class Parser {
    private static final Pattern NAME =
        Pattern.compile(
            "([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*(?:\\[[^\\]]*\\])?\\s*(.*)");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*");
    private static final Pattern AFTER_NAME = Pattern.compile("|[<>=!~;(].*");
    private static final List<String> ARCHIVES =
        List.of(
            ".zip",
            ".whl",
            ".tar",
            ".tar.gz",
            ".tgz",
            ".tar.bz2",
            ".tbz",
            ".tar.xz",
            ".txz",
            ".tlz",
            ".tar.lz",
            ".tar.lzma");

    private Parser() {}

    private static RequirementForm form(String text) {
      if (SCHEME.matcher(text).matches()) {
        return place(text);
      }
      String withoutMarker = text.split(";", 2)[0].strip();
      Matcher named = NAME.matcher(withoutMarker);
      boolean startsWithName = named.matches();
      if (startsWithName && named.group(2).startsWith("@")) {
        return place(text.substring(text.indexOf('@') + 1).strip());
      }
      if (withoutMarker.startsWith(".")
          || withoutMarker.contains("/")
          || withoutMarker.contains("\\")
          || isArchive(withoutMarker)) {
        return new Local(withoutMarker);
      }
      if (!startsWithName || !AFTER_NAME.matcher(named.group(2)).matches()) {
        return new Invalid("is no requirement");
      }
      if (!ProjectName.isValid(named.group(1))) {
        return new Invalid("has no valid project name");
      }
      return new Named(ProjectName.parse(named.group(1)));
    }

    private static RequirementForm place(String text) {
      String url = text.split("\\s", 2)[0];
      Matcher matcher = SCHEME.matcher(url);
      String scheme = matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "file";
      return switch (scheme) {
        case "http", "https" -> direct(url);
        case "file" -> new Local(url);
        default -> new Checkout(url);
      };
    }

    private static RequirementForm direct(String url) {
      try {
        URI uri = new URI(url);
        return uri.getHost() == null ? new Invalid("names no host") : new Direct(uri);
      } catch (URISyntaxException e) {
        return new Invalid("has a malformed URL: " + e.getReason());
      }
    }

    private static boolean isArchive(String text) {
      String name = text.replaceFirst("\\[[^\\]]*\\]$", "").toLowerCase(Locale.ROOT);
      return ARCHIVES.stream().anyMatch(name::endsWith);
    }
  }
}
