package dev.pipsnapshot.distribution;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An index on loopback with one project, demo: 1.0 of January 2021 and 2.0 of June. */
final class SmallIndex implements AutoCloseable {
  private static final String JSON = "application/vnd.pypi.simple.v1+json";
  private static final Map<String, String> UPLOADED =
      new TreeMap<>(Map.of("1.0", "2021-01-01T00:00:00Z", "2.0", "2021-06-01T00:00:00Z"));

  private final HttpServer server;

  SmallIndex() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> send(exchange, 404, "text/plain", new byte[0]));
    server.createContext("/simple/demo/", exchange -> send(exchange, 200, JSON, page()));
    for (String version : UPLOADED.keySet()) {
      byte[] wheel = wheel(version);
      server.createContext(
          "/files/" + name(version),
          exchange -> send(exchange, 200, "application/octet-stream", wheel));
    }
    server.start();
  }

  String url() {
    return root() + "/simple/";
  }

  private String root() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private byte[] page() throws IOException {
    var files = new StringBuilder();
    for (Map.Entry<String, String> upload : UPLOADED.entrySet()) {
      byte[] wheel = wheel(upload.getKey());
      files
          .append(files.isEmpty() ? "" : ",")
          .append(
              """
              {"filename": "%s", "url": "%s/files/%s", "hashes": {"sha256": "%s"},
               "size": %d, "upload-time": "%s"}"""
                  .formatted(
                      name(upload.getKey()),
                      root(),
                      name(upload.getKey()),
                      sha256(wheel),
                      wheel.length,
                      upload.getValue()));
    }
    return """
        {"meta": {"api-version": "1.1"}, "name": "demo", "versions": ["1.0", "2.0"],
         "files": [%s]}"""
        .formatted(files)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String name(String version) {
    return "demo-" + version + "-py3-none-any.whl";
  }

  private static byte[] wheel(String version) throws IOException {
    String information = "demo-" + version + ".dist-info/";
    Map<String, String> members = new TreeMap<>();
    members.put("demo.py", "");
    members.put(
        information + "METADATA", "Metadata-Version: 2.1\nName: demo\nVersion: " + version + "\n");
    members.put(
        information + "WHEEL",
        "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
    members.put(information + "RECORD", "");
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> member : members.entrySet()) {
        byte[] content = member.getValue().getBytes(StandardCharsets.UTF_8);
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry(member.getKey());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTime(1_600_000_000_000L);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
