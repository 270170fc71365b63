package dev.pipsnapshot.proxy.upstream;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * One HTTP exchange with an upstream, after its end; a retry or redirect is a call of its own.
 *
 * @param purpose what it was for
 * @param host who was asked
 * @param status of the answer; empty if there was none
 * @param bytesReceived of the body, as they came over the wire
 * @param elapsed from the request to the end of the body
 */
public record UpstreamCall(
    Purpose purpose, String host, OptionalInt status, long bytesReceived, Duration elapsed) {
  /** What upstreams are asked for. */
  public enum Purpose {
    PAGE,
    LEGACY_JSON,
    PROJECT_LIST,
    FILE,
    FILE_RANGE,
    METADATA;

    /** Whether an index is asked what it has of a project. */
    boolean isOfProject() {
      return this == PAGE || this == LEGACY_JSON;
    }
  }
}
