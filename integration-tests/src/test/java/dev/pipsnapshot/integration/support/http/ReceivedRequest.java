package dev.pipsnapshot.integration.support.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it came in.
 *
 * @param method {@code GET}, {@code HEAD} or whatever was sent
 * @param target the request target, undecoded
 * @param headers by lower-case name; of repeated ones the last
 */
public record ReceivedRequest(String method, String target, Map<String, String> headers) {
  private static final int LONGEST_LINE = 64 * 1024;

  public ReceivedRequest {
    headers = Map.copyOf(headers);
  }

  /** The target without its query. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** The value of a header, by name in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Whether the header is there and holds {@code part}. */
  public boolean headerContains(String name, String part) {
    return header(name).filter(value -> value.contains(part)).isPresent();
  }

  /** Reads one request; empty if the client left between two. Bodies are not expected. */
  static Optional<ReceivedRequest> read(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    var requestLine = List.of(((char) first + line(in)).split(" ", 3));
    if (requestLine.size() != 3) {
      throw new IOException("not a request line: " + requestLine);
    }
    var headers = new TreeMap<String, String>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return Optional.of(new ReceivedRequest(requestLine.get(0), requestLine.get(1), headers));
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the client left in the middle of a request");
      }
      if (line.length() == LONGEST_LINE) {
        throw new IOException("a line of the request is too long");
      }
      line.append((char) b);
    }
    return line.toString().stripTrailing();
  }
}
