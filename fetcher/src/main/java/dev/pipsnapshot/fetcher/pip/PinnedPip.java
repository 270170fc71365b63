package dev.pipsnapshot.fetcher.pip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pipsnapshot.diagnostics.IoReason;
import dev.pipsnapshot.fetcher.failure.IndexFailed;
import dev.pipsnapshot.fetcher.failure.InterpreterUnusable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
   * @throws IndexFailed if the index does not say, or breaks off
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
    int status;
    try {
      status = connection.getResponseCode();
      if (status == HttpURLConnection.HTTP_OK) {
        return new FromIndex(version, connection.getInputStream());
      }
    } catch (IOException e) {
      throw IndexFailed.pipNotGiven(version.text(), IoReason.of(e));
    }
    String answer = "the index answers " + status + ": " + complaint(connection);
    throw status == HttpURLConnection.HTTP_NOT_FOUND
        ? InterpreterUnusable.noSuchPip(version.text(), answer)
        : IndexFailed.pipNotGiven(version.text(), answer);
  }

  private static String complaint(HttpURLConnection connection) throws IOException {
    try (InputStream error =
        Optional.ofNullable(connection.getErrorStream()).orElse(InputStream.nullInputStream())) {
      return new String(error.readNBytes(1 << 12), StandardCharsets.UTF_8).strip();
    }
  }

  /** Tells an index that breaks off from a disk that takes no more. */
  private static final class FromIndex extends FilterInputStream {
    private final PipVersion version;

    FromIndex(PipVersion version, InputStream in) {
      super(in);
      this.version = version;
    }

    @Override
    public int read() {
      try {
        return in.read();
      } catch (IOException e) {
        throw brokeOff(e);
      }
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      try {
        return in.read(bytes, from, length);
      } catch (IOException e) {
        throw brokeOff(e);
      }
    }

    private IndexFailed brokeOff(IOException failure) {
      return IndexFailed.pipNotGiven(version.text(), IoReason.of(failure));
    }
  }
}
