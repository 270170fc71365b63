package dev.pipsnapshot.integration.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** File names and SHA-256 digests of a project page, read from either form. */
public final class ProjectPage {
  private ProjectPage() {}

  /** Digest by file name, from the JSON form. */
  public static Map<String, String> filesInJson(URI index, String project) {
    var response = WebClient.getJson(index.resolve(project + "/"));
    assertOk(response, "application/vnd.pypi.simple.v1+json");
    var files = new TreeMap<String, String>();
    WebClient.json(response)
        .path("files")
        .forEach(
            file ->
                files.put(
                    file.path("filename").asText(), file.path("hashes").path("sha256").asText()));
    return files;
  }

  /** Digest by file name, from the HTML form; empty where it tells none. */
  public static Map<String, String> filesInHtml(URI index, String project) {
    URI page = index.resolve(project + "/");
    var response = WebClient.getHtml(page);
    assertOk(response, "text/html");
    var files = new TreeMap<String, String>();
    for (Element link : Jsoup.parse(WebClient.text(response), page.toString()).select("a")) {
      String fragment = URI.create(link.absUrl("href")).getFragment();
      files.put(link.text(), fragment == null ? "" : fragment.substring("sha256=".length()));
    }
    return files;
  }

  /** Where the JSON form says that a file is. */
  public static URI link(URI index, String project, String filename) {
    URI page = index.resolve(project + "/");
    var response = WebClient.getJson(page);
    assertOk(response, "application/vnd.pypi.simple.v1+json");
    for (JsonNode file : WebClient.json(response).path("files")) {
      if (file.path("filename").asText().equals(filename)) {
        return page.resolve(file.path("url").asText());
      }
    }
    throw new AssertionError(filename + " is not listed: " + WebClient.text(response));
  }

  private static void assertOk(HttpResponse<byte[]> response, String contentType) {
    assertThat(response.statusCode()).as(WebClient.text(response)).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(contentType);
  }
}
