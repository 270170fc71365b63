package dev.pipsnapshot.proxy.index.codec;

import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The pages under {@code src/test/resources/index}, and others given as text. */
final class Pages {
  static final URI URL = URI.create("https://index.example/root/simple/demo/");

  private Pages() {}

  static byte[] recorded(String path) {
    try (var in = Pages.class.getResourceAsStream("/index/" + path)) {
      if (in == null) {
        throw new IllegalArgumentException("no such page: " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ProjectDetail decoded(String path) {
    var project = ProjectName.parse(path.substring(0, path.indexOf('/')));
    var contentType = path.endsWith("json") ? "application/vnd.pypi.simple.v1+json" : "text/html";
    return new PageDecoder().decode(project, recorded(path), Optional.of(contentType), URL);
  }

  static byte[] encoded(
      PageEncoder encoder, ProjectDetail detail, PageFormat format, FileLinks links) {
    var out = new ByteArrayOutputStream();
    try {
      encoder.encode(detail, format, links, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static ProjectDetail decode(String contentType, String body) {
    return decode(contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  static ProjectDetail decode(String contentType, byte[] body) {
    return new PageDecoder().decode(ProjectName.parse("demo"), body, Optional.of(contentType), URL);
  }
}
