package dev.pipsnapshot.proxy.index.codec;

import dev.pipsnapshot.proxy.index.CoreMetadata;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.Hashes;
import dev.pipsnapshot.proxy.index.JsonMember;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes one project page in HTML (PEP 503 and those that add to it), in the narrow form that
 * clients which search for strings can read too: lower-case {@code <a href="} first, attributes in
 * double quotes, the digest in the fragment.
 */
final class HtmlPageWriter {
  /** Strongest first; clients check the one that a link's fragment names. */
  static final List<String> FRAGMENT_ALGORITHMS =
      List.of("sha256", "sha512", "sha384", "sha224", "sha1", "md5");

  /** Members with these names and a string for a value can be attributes as well. */
  private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private static final String NEVER_PLAIN = "&<>\"'";

  private final PageText page;
  private final StringBuilder out;
  private final FileLinks links;
  private final OriginalUrls originalUrls;

  HtmlPageWriter(PageText page, FileLinks links, OriginalUrls originalUrls) {
    this.page = page;
    this.out = page.text();
    this.links = links;
    this.originalUrls = originalUrls;
  }

  void write(ProjectDetail detail, Optional<Cutoff> cutoff) throws IOException {
    out.append("<!DOCTYPE html>\n<html>\n<head>\n");
    meta("pypi:repository-version", ApiVersion.ofHtml(detail));
    if (cutoff.isPresent()) {
      meta(PrivateMembers.CUTOFF_HTML, cutoff.get().toString());
    }
    detail
        .status()
        .ifPresent(
            status -> {
              meta("pypi:project-status", status.status());
              status.reason().ifPresent(reason -> meta("pypi:project-status-reason", reason));
            });
    detail.tracks().forEach(location -> meta("pypi:tracks", location));
    detail.alternateLocations().forEach(location -> meta("pypi:alternate-locations", location));
    out.append("<title>Links for ");
    escaped(detail.name());
    out.append("</title>\n</head>\n<body>\n<h1>Links for ");
    escaped(detail.name());
    out.append("</h1>\n");
    for (var file : detail.files()) {
      file(file);
      page.settle();
    }
    out.append("</body>\n</html>\n");
    page.end();
  }

  private void meta(String name, String content) {
    out.append("<meta name=\"").append(name).append('"');
    attribute("content", content);
    out.append(">\n");
  }

  private void file(ProjectFile file) {
    out.append("<a href=\"");
    link(file);
    fragment(file.hashes()).ifPresent(hash -> out.append('#').append(hash));
    out.append('"');
    if (file.requiresPython().isPresent()) {
      attribute("data-requires-python", file.requiresPython().get());
    }
    if (file.yank().isPresent()) {
      attribute("data-yanked", file.yank().get().reason().orElse(""));
    }
    if (file.coreMetadata() instanceof CoreMetadata.Advertised metadata) {
      var value = fragment(metadata.hashes()).orElse("true");
      attribute("data-dist-info-metadata", value);
      attribute("data-core-metadata", value);
    }
    if (file.uploadTime().isPresent()) {
      out.append(" data-upload-time=\"");
      UploadTime.append(out, file.uploadTime().get());
      out.append('"');
    }
    if (file.gpgSignature().isPresent()) {
      attribute("data-gpg-sig", file.gpgSignature().get().toString());
    }
    if (file.provenance().isPresent()) {
      attribute("data-provenance", file.provenance().get());
    }
    for (var member : file.unknownMembers()) {
      unknown(member);
    }
    if (originalUrls == OriginalUrls.NAMED) {
      attribute(PrivateMembers.ORIGIN_HTML, file.originalUrl());
    }
    out.append('>');
    escaped(file.filename());
    out.append("</a><br>\n");
  }

  private void link(ProjectFile file) {
    int start = out.length();
    links.append(out, file);
    if (out.indexOf("&", start) >= 0) {
      String link = out.substring(start);
      out.setLength(start);
      escaped(link);
    }
  }

  private void unknown(JsonMember member) {
    if (ATTRIBUTE_NAME.matcher(member.name()).matches()) {
      JsonCursor.asString(member.rawJson())
          .ifPresent(value -> attribute("data-" + member.name(), value));
    }
  }

  private static Optional<String> fragment(Hashes hashes) {
    for (var algorithm : FRAGMENT_ALGORITHMS) {
      var digest = hashes.byAlgorithm().get(algorithm);
      if (digest != null) {
        return Optional.of(algorithm + '=' + digest);
      }
    }
    return Optional.empty();
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"");
    escaped(value);
    out.append('"');
  }

  private void escaped(String text) {
    int copied = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || (c <= '>' && NEVER_PLAIN.indexOf(c) >= 0)) {
        out.append(text, copied, i).append(reference(c));
        copied = i + 1;
      }
    }
    out.append(text, copied, text.length());
  }

  /** Line ends too, so that one link stays one line; what HTML cannot hold becomes U+FFFD. */
  private static String reference(char c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      case '\n' -> "&#10;";
      case '\r' -> "&#13;";
      case '\t' -> "&#9;";
      default -> "\ufffd";
    };
  }
}
