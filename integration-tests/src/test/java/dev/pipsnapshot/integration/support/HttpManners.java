package dev.pipsnapshot.integration.support;

import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.http.Answer;
import dev.pipsnapshot.integration.support.http.ReceivedRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Which of the optional parts of HTTP a server has. Immutable. */
public final class HttpManners {
  private enum Part {
    ENTITY_TAGS,
    GZIP,
    RANGES
  }

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

  private final Set<Part> parts;

  private HttpManners(Set<Part> parts) {
    this.parts = parts;
  }

  /** None but ranges, like the plainest of mirrors. */
  public static HttpManners plain() {
    return new HttpManners(EnumSet.of(Part.RANGES));
  }

  /** Adds {@code ETag} and 304. */
  public HttpManners withEntityTags() {
    return with(Part.ENTITY_TAGS);
  }

  /** Adds gzip coding of pages, for those who accept it. */
  public HttpManners withGzip() {
    return with(Part.GZIP);
  }

  /** Takes away ranges: every answer is the whole file. */
  public HttpManners withoutRanges() {
    var fewer = EnumSet.copyOf(parts);
    fewer.remove(Part.RANGES);
    return new HttpManners(fewer);
  }

  Answer applyTo(ReceivedRequest request, Answer answer) {
    if (answer.status() != 200) {
      return answer;
    }
    String tag = "\"" + DistributionFile.sha256(answer.body()).substring(0, 16) + "\"";
    if (has(Part.ENTITY_TAGS) && request.headerContains("If-None-Match", tag)) {
      return Answer.status(304).with("ETag", tag);
    }
    Answer tagged = has(Part.ENTITY_TAGS) ? answer.with("ETag", tag) : answer;
    boolean isFile = request.path().contains("/packages/");
    if (isFile && has(Part.RANGES)) {
      return ranged(request, tagged.with("Accept-Ranges", "bytes"));
    }
    if (!isFile && has(Part.GZIP) && request.headerContains("Accept-Encoding", "gzip")) {
      return tagged
          .withBody(gzipped(answer.body()))
          .with("Content-Encoding", "gzip")
          .with("Vary", "Accept, Accept-Encoding");
    }
    return tagged;
  }

  private static Answer ranged(ReceivedRequest request, Answer answer) {
    var range = RANGE.matcher(request.header("Range").orElse(""));
    if (!range.matches() || !request.header("If-Range").map(answer::isTagged).orElse(true)) {
      return answer;
    }
    byte[] body = answer.body();
    int first;
    int end = body.length;
    if (range.group(1).isEmpty()) {
      first = Math.max(0, body.length - Integer.parseInt(range.group(2)));
    } else {
      first = Integer.parseInt(range.group(1));
      end = range.group(2).isEmpty() ? end : Math.min(end, Integer.parseInt(range.group(2)) + 1);
    }
    if (first >= end) {
      return Answer.status(416).with("Content-Range", "bytes */" + body.length);
    }
    return answer
        .withStatus(206)
        .with("Content-Range", "bytes " + first + "-" + (end - 1) + "/" + body.length)
        .withBody(Arrays.copyOfRange(body, first, end));
  }

  private static byte[] gzipped(byte[] body) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private boolean has(Part part) {
    return parts.contains(part);
  }

  private HttpManners with(Part part) {
    var more = EnumSet.copyOf(parts);
    more.add(part);
    return new HttpManners(more);
  }
}
