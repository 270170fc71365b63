package dev.pipsnapshot.integration.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes the JSON documents of an index: PEP 691 with PEP 700, and PyPI's legacy one. */
final class JsonPages {
  static final String SIMPLE_TYPE = "application/vnd.pypi.simple.v1+json";

  private static final DateTimeFormatter LEGACY_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private final ObjectMapper mapper = new ObjectMapper();

  byte[] projectDetail(String project, List<ListedFile> files, PageShape shape) {
    ObjectNode page = mapper.createObjectNode();
    page.putObject("meta").put("api-version", "1.1").put("_last-serial", 42);
    page.put("name", project);
    ArrayNode versions = page.putArray("versions");
    files.stream().map(listed -> listed.file().version()).distinct().forEach(versions::add);
    ArrayNode array = page.putArray("files");
    for (ListedFile listed : files) {
      DistributionFile file = listed.file();
      ObjectNode entry = array.addObject();
      entry.put("filename", file.filename());
      entry.put("url", listed.url());
      ObjectNode hashes = entry.putObject("hashes");
      if (shape.showsDigests()) {
        hashes.put("sha256", file.sha256());
      }
      entry.put("size", file.size());
      file.requiresPython().ifPresent(specifier -> entry.put("requires-python", specifier));
      if (shape.showsTimes()) {
        entry.put("upload-time", listed.published().uploadTime().toString());
      }
      listed.published().yanked().ifPresent(reason -> putYanked(entry, reason));
      listed
          .coreMetadataSha256()
          .ifPresent(digest -> entry.putObject("core-metadata").put("sha256", digest));
    }
    return bytes(page);
  }

  byte[] projectList(List<String> projects) {
    ObjectNode page = mapper.createObjectNode();
    page.putObject("meta").put("api-version", "1.1");
    ArrayNode array = page.putArray("projects");
    projects.forEach(project -> array.addObject().put("name", project));
    return bytes(page);
  }

  byte[] legacy(String project, List<ListedFile> files, PageShape shape) {
    ObjectNode page = mapper.createObjectNode();
    page.putObject("info").put("name", project);
    ObjectNode releases = page.putObject("releases");
    for (ListedFile listed : files) {
      DistributionFile file = listed.file();
      Instant uploaded = listed.published().uploadTime();
      ObjectNode entry = releases.withArray("/" + file.version()).addObject();
      entry.put("filename", file.filename());
      entry.put("upload_time", LEGACY_TIME.format(uploaded.atOffset(ZoneOffset.UTC)));
      entry.put("upload_time_iso_8601", uploaded.toString());
      entry.put("yanked", listed.published().yanked().isPresent());
      entry.put("url", legacyUrl(listed, shape));
      entry.putObject("digests").put("sha256", legacyDigest(file, shape));
    }
    return bytes(page);
  }

  private static void putYanked(ObjectNode entry, String reason) {
    if (reason.isEmpty()) {
      entry.put("yanked", true);
    } else {
      entry.put("yanked", reason);
    }
  }

  private static String legacyUrl(ListedFile listed, PageShape shape) {
    return switch (shape) {
      case HTML_AND_LEGACY_WITH_RELATIVE_URLS ->
          "../../packages/packages/" + listed.file().filename();
      case HTML_AND_LEGACY_WITH_WRONG_URLS -> "http://127.0.0.1:1/" + listed.file().filename();
      case JSON,
          HTML_WITH_TIMES,
          HTML_AND_LEGACY,
          HTML_WITHOUT_TIMES,
          JSON_WITHOUT_TIMES,
          JSON_WITHOUT_DIGESTS,
          FLIPPING ->
          listed.url();
    };
  }

  private static String legacyDigest(DistributionFile file, PageShape shape) {
    return shape == PageShape.HTML_AND_LEGACY_WITH_WRONG_URLS
        ? DistributionFile.sha256(file.filename().getBytes(StandardCharsets.UTF_8))
        : file.sha256();
  }

  private byte[] bytes(ObjectNode page) {
    try {
      return mapper.writeValueAsBytes(page);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }
}
