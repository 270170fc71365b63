package dev.pipsnapshot.fetcher.egress;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client asks of an HTTP proxy.
 *
 * @param method as sent
 * @param destination the host that it names
 * @param originForm the path and query to ask that host for; empty for a tunnel
 * @param headers header lines as sent, without those that concern the proxy only
 */
record ProxyRequest(
    String method, Destination destination, String originForm, List<String> headers) {
  private static final int MAX_HEAD_BYTES = 64 << 10;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final Pattern TUNNEL = Pattern.compile("CONNECT (\\S+) HTTP/1\\.[01]");
  private static final Pattern FORWARD =
      Pattern.compile(
          "([A-Z]+) http://([^/?#\\s@]+)(\\S*) HTTP/1\\.[01]", Pattern.CASE_INSENSITIVE);
  private static final Pattern FOR_THE_PROXY =
      Pattern.compile("(proxy-[^:]*|connection|keep-alive):.*", Pattern.CASE_INSENSITIVE);

  /** Whether the client wants a tunnel rather than an answer. */
  boolean isTunnel() {
    return originForm.isEmpty();
  }

  /** The request for the origin server itself. */
  byte[] forOrigin() {
    var head = new StringBuilder(method).append(' ').append(originForm).append(" HTTP/1.1\r\n");
    headers.forEach(header -> head.append(header).append("\r\n"));
    head.append("Connection: close\r\n\r\n");
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Reads the head of a request; empty if it is none that a proxy gets. */
  static Optional<ProxyRequest> read(InputStream in) throws IOException {
    List<String> lines = head(in).lines().toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    List<String> headers =
        lines.stream()
            .skip(1)
            .filter(line -> !line.isEmpty() && !FOR_THE_PROXY.matcher(line).matches())
            .toList();
    Matcher tunnel = TUNNEL.matcher(lines.get(0));
    if (tunnel.matches()) {
      return Destination.parse(tunnel.group(1), HTTPS_PORT)
          .map(destination -> new ProxyRequest("CONNECT", destination, "", headers));
    }
    Matcher forward = FORWARD.matcher(lines.get(0));
    if (!forward.matches()) {
      return Optional.empty();
    }
    String path = forward.group(3).startsWith("/") ? forward.group(3) : "/" + forward.group(3);
    return Destination.parse(forward.group(2), HTTP_PORT)
        .map(destination -> new ProxyRequest(forward.group(1), destination, path, headers));
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.length() < MAX_HEAD_BYTES && !endsWith(head, "\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static boolean endsWith(StringBuilder text, String end) {
    return text.length() >= end.length() && text.indexOf(end, text.length() - end.length()) >= 0;
  }
}
