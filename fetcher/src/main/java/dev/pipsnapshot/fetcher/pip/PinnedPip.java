package dev.pipsnapshot.fetcher.pip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pipsnapshot.fetcher.failure.InterpreterUnusable;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;

/** Gets the wheel of a chosen pip from an index, whatever its date: it is a tool, not a result. */
public final class PinnedPip {
  private static final String JSON_PAGE = "application/vnd.pypi.simple.v1+json";
  private static final int TIMEOUT_MILLIS = 120_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI liveIndex;

  /** Looks at {@code liveIndex}, an unfiltered index on loopback that can answer in JSON. */
  public PinnedPip(URI liveIndex) {
    this.liveIndex = liveIndex;
  }

  /**
   * Unpacks the wheel of {@code version} into {@code directory}. Python would import from the wheel
   * itself as well, but compile everything again for each pip that a build starts.
   *
   * @throws InterpreterUnusable if the index has none that can be used
   */
  public Pip.FromWheel fetch(PipVersion version, Path directory) throws IOException {
    URI page = liveIndex.resolve("pip/");
    JsonNode files;
    try (InputStream in = open(version, page, JSON_PAGE)) {
      files = JSON.readTree(in).path("files");
    }
    for (JsonNode file : files) {
      String filename = file.path("filename").asText();
      if (isWheelOf(version, filename)) {
        Path wheel = directory.resolve(filename);
        try (InputStream in = open(version, page.resolve(file.path("url").asText()), "*/*")) {
          Files.copy(in, wheel);
        }
        return unpacked(version, wheel);
      }
    }
    throw InterpreterUnusable.noSuchPip(version.text(), "the index lists no wheel of it");
  }

  private static Pip.FromWheel unpacked(PipVersion version, Path wheel) throws IOException {
    Path directory = wheel.resolveSibling("pip-" + version);
    try {
      UnpackedWheel.in(directory, wheel);
    } catch (ZipException e) {
      throw InterpreterUnusable.noSuchPip(
          version.text(), "its wheel cannot be unpacked: " + e.getMessage());
    }
    return new Pip.FromWheel(version, directory);
  }

  private static boolean isWheelOf(PipVersion version, String filename) {
    return filename.equals("pip-" + version + "-py3-none-any.whl")
        || filename.equals("pip-" + version + "-py2.py3-none-any.whl");
  }

  private static InputStream open(PipVersion version, URI url, String accept) throws IOException {
    var connection = (HttpURLConnection) url.toURL().openConnection(java.net.Proxy.NO_PROXY);
    connection.setRequestProperty("Accept", accept);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
      return connection.getInputStream();
    }
    try (InputStream error =
        Optional.ofNullable(connection.getErrorStream()).orElse(InputStream.nullInputStream())) {
      throw InterpreterUnusable.noSuchPip(
          version.text(),
          "the index answers "
              + connection.getResponseCode()
              + ": "
              + new String(error.readNBytes(1 << 12), java.nio.charset.StandardCharsets.UTF_8)
                  .strip());
    }
  }
}
