package dev.pipsnapshot.integration.support;

import dev.pipsnapshot.integration.support.dist.DistributionFile;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the HTML pages of an index: PEP 503 with the attributes that came later. */
final class HtmlPages {
  static final String TYPE = "text/html; charset=utf-8";

  byte[] projectDetail(String project, List<ListedFile> files, PageShape shape) {
    var page = new StringBuilder("<!DOCTYPE html>\n<html>\n  <head>\n");
    page.append("    <meta name=\"pypi:repository-version\" content=\"1.0\">\n");
    page.append("    <title>Links for " + project + "</title>\n  </head>\n  <body>\n");
    for (ListedFile listed : files) {
      page.append("    " + link(listed, shape) + "<br />\n");
    }
    return bytes(page.append("  </body>\n</html>\n"));
  }

  byte[] projectList(List<String> projects) {
    var page = new StringBuilder("<!DOCTYPE html>\n<html><body>\n");
    projects.forEach(project -> page.append("<a href=\"" + project + "/\">" + project + "</a>\n"));
    return bytes(page.append("</body></html>\n"));
  }

  private static String link(ListedFile listed, PageShape shape) {
    DistributionFile file = listed.file();
    var attributes = new StringBuilder();
    file.requiresPython()
        .ifPresent(specifier -> attribute(attributes, "data-requires-python", specifier));
    listed.published().yanked().ifPresent(reason -> attribute(attributes, "data-yanked", reason));
    listed
        .coreMetadataSha256()
        .ifPresent(digest -> attribute(attributes, "data-core-metadata", "sha256=" + digest));
    if (shape.showsTimes()) {
      attribute(attributes, "data-upload-time", listed.published().uploadTime().toString());
    }
    return "<a href=\"%s#sha256=%s\"%s>%s</a>"
        .formatted(escaped(listed.url()), file.sha256(), attributes, escaped(file.filename()));
  }

  private static void attribute(StringBuilder attributes, String name, String value) {
    attributes.append(" " + name + "=\"" + escaped(value) + "\"");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static byte[] bytes(StringBuilder page) {
    return page.toString().getBytes(StandardCharsets.UTF_8);
  }
}
