package dev.pipsnapshot.integration.support.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer to be sent. Immutable; the {@code with} methods give changed copies. */
public final class Answer {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Delivery delivery;

  private Answer(int status, Map<String, String> headers, byte[] body, Delivery delivery) {
    this.status = status;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    this.body = body;
    this.delivery = delivery;
  }

  /** 200 with a body. */
  public static Answer ok(String contentType, byte[] body) {
    return new Answer(200, Map.of("Content-Type", contentType), body, new Delivery.Whole());
  }

  /** 200 with a text in UTF-8. */
  public static Answer ok(String contentType, String body) {
    return ok(contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Any status, with a line of text that repeats it. */
  public static Answer status(int status) {
    return ok("text/plain", "status " + status + "\n").withStatus(status);
  }

  /** A redirect. */
  public static Answer redirect(int status, String location) {
    return status(status).with("Location", location);
  }

  /** What a CONNECT is answered with: from then on the connection is one to a port of loopback. */
  public static Answer tunnel(int port) {
    return new Answer(200, Map.of(), new byte[0], new Delivery.Tunnelled(port));
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The headers but for those about length and connection, which follow from the delivery. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The whole body, as a copy. */
  public byte[] body() {
    return body.clone();
  }

  /** The same with one more header. */
  public Answer with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body, delivery);
  }

  /** The same with another status. */
  public Answer withStatus(int other) {
    return new Answer(other, headers, body, delivery);
  }

  /** The same with another body. */
  public Answer withBody(byte[] other) {
    return new Answer(status, headers, other, delivery);
  }

  /** Whether its entity tag is this one. */
  public boolean isTagged(String entityTag) {
    return entityTag.equals(headers.get("ETag"));
  }

  Answer delivered(Delivery other) {
    return new Answer(status, headers, body, other);
  }

  Delivery delivery() {
    return delivery;
  }
}
