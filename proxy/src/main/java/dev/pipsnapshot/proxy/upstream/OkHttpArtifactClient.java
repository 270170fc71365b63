package dev.pipsnapshot.proxy.upstream;

import dev.pipsnapshot.proxy.body.ByteRange;
import dev.pipsnapshot.proxy.upstream.Transport.Answer;
import dev.pipsnapshot.proxy.upstream.Transport.Ask;
import dev.pipsnapshot.proxy.upstream.UpstreamCall.Purpose;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongPredicate;

/** Fetches files over HTTP, always uncoded: digests are those of the bytes as stored. */
final class OkHttpArtifactClient implements ArtifactClient {
  private final Transport transport;
  private final UpstreamSettings settings;

  OkHttpArtifactClient(Transport transport, UpstreamSettings settings) {
    this.transport = transport;
    this.settings = settings;
  }

  @Override
  public FileDownload open(URI url) throws UpstreamException {
    return await(url, transport.fetch(file(url, Map.of()), this::whole));
  }

  @Override
  public FileDownload resume(URI url, long offset, Optional<String> validator)
      throws UpstreamException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Range", "bytes=" + offset + "-");
    validator.ifPresent(known -> headers.put("If-Range", known));
    Optional<FileDownload> resumed =
        await(url, transport.fetch(file(url, headers), answer -> rest(answer, offset)));
    return resumed.isPresent() ? resumed.get() : open(url);
  }

  @Override
  public CompletableFuture<Optional<FileRange>> readRange(URI url, ByteRange range) {
    return ranged(
        url,
        "bytes=" + range.first() + "-" + range.last(),
        range.length(),
        first -> first == range.first());
  }

  @Override
  public CompletableFuture<Optional<FileRange>> readTail(URI url, int length) {
    return ranged(url, "bytes=-" + length, length, first -> true);
  }

  @Override
  public CompletableFuture<Optional<byte[]>> metadata(URI url) {
    Ask ask = new Ask(Purpose.METADATA, url, Map.of(), Optional.of(settings.timeouts().page()));
    return transport.fetch(
        ask,
        answer -> {
          if (answer.status() == 200) {
            return Optional.of(
                Bodies.read(answer, settings.limits().metadataBytes(), LargeBodies.ANY));
          }
          answer.response().close();
          if (answer.status() == 404 || answer.status() == 410) {
            return Optional.empty();
          }
          throw transport.failure(answer);
        });
  }

  private FileDownload whole(Answer answer) throws IOException {
    if (answer.status() != 200) {
      answer.response().close();
      throw transport.failure(answer);
    }
    OptionalLong length = contentLength(answer);
    return new FileDownload(
        0,
        length,
        strongValidator(answer),
        new BodyStream(answer.url(), answer.response(), length));
  }

  /** The file from {@code offset}; empty if only the whole can be asked for. */
  private Optional<FileDownload> rest(Answer answer, long offset) throws IOException {
    if (answer.status() == 206) {
      ContentRange range = range(answer);
      if (range.first() != offset
          || (range.total().isPresent() && range.last() + 1 != range.total().getAsLong())) {
        answer.response().close();
        throw wrongRange(answer);
      }
      return Optional.of(
          new FileDownload(
              offset,
              range.total(),
              strongValidator(answer),
              new BodyStream(answer.url(), answer.response(), OptionalLong.of(range.length()))));
    }
    if (answer.status() == 416) {
      answer.response().close();
      return Optional.empty();
    }
    return Optional.of(whole(answer));
  }

  private CompletableFuture<Optional<FileRange>> ranged(
      URI url, String range, long limit, LongPredicate expectedFirst) {
    Ask ask =
        new Ask(
            Purpose.FILE_RANGE,
            withoutFragment(url),
            Map.of("Accept-Encoding", "identity", "Range", range),
            Optional.of(settings.timeouts().page()));
    return transport.fetch(
        ask,
        answer -> {
          if (answer.status() == 206) {
            return part(answer, limit, expectedFirst);
          }
          answer.response().close();
          if (isNoWordForRanges(answer.status())) {
            return Optional.empty();
          }
          throw transport.failure(answer);
        });
  }

  /** Hosts refuse ranges, or a form of them, in many ways; the file may be there all the same. */
  private static boolean isNoWordForRanges(int status) {
    return switch (status) {
      case 200, 400, 405, 406, 416, 500, 501 -> true;
      default -> false;
    };
  }

  /** The part that was asked for; empty where another came, such as the whole. */
  private static Optional<FileRange> part(Answer answer, long limit, LongPredicate expectedFirst)
      throws IOException {
    try (var response = answer.response()) {
      Optional<ContentRange> told = answer.header("Content-Range").flatMap(ContentRange::parse);
      OptionalLong length = contentLength(answer);
      if (told.isEmpty()
          || told.get().length() > limit
          || !expectedFirst.test(told.get().first())
          || (length.isPresent() && length.getAsLong() != told.get().length())) {
        return Optional.empty();
      }
      ContentRange range = told.get();
      byte[] bytes = response.body().byteStream().readNBytes((int) range.length() + 1);
      if (bytes.length > range.length()) {
        throw wrongRange(answer);
      }
      if (bytes.length < range.length()) {
        throw new EOFException(bytes.length + " of " + range.length() + " bytes arrived");
      }
      return Optional.of(
          new FileRange(range.first(), ByteBuffer.wrap(bytes).asReadOnlyBuffer(), range.total()));
    }
  }

  private static ContentRange range(Answer answer) throws IOException {
    Optional<ContentRange> range = answer.header("Content-Range").flatMap(ContentRange::parse);
    OptionalLong length = contentLength(answer);
    if (range.isEmpty() || (length.isPresent() && length.getAsLong() != range.get().length())) {
      answer.response().close();
      throw wrongRange(answer);
    }
    return range.get();
  }

  private static UpstreamException wrongRange(Answer answer) {
    return new UpstreamException.Malformed(
        answer.url(), "its Content-Range does not fit the range asked for");
  }

  private static OptionalLong contentLength(Answer answer) {
    long length = answer.response().body().contentLength();
    return length >= 0 ? OptionalLong.of(length) : OptionalLong.empty();
  }

  /** Only strong entity tags may stand in {@code If-Range} (RFC 9110, section 13.1.5). */
  private static Optional<String> strongValidator(Answer answer) {
    return answer.header("ETag").filter(tag -> tag.startsWith("\"") && Validators.canBeSent(tag));
  }

  private static Ask file(URI url, Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Accept-Encoding", "identity");
    return new Ask(Purpose.FILE, withoutFragment(url), all, Optional.empty());
  }

  private static URI withoutFragment(URI url) {
    String text = url.toString();
    int hash = text.indexOf('#');
    return hash < 0 ? url : URI.create(text.substring(0, hash));
  }

  private static <T> T await(URI url, CompletableFuture<T> answer) throws UpstreamException {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(false);
      Thread.currentThread().interrupt();
      throw UpstreamException.Unavailable.closed(url);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UpstreamException told) {
        throw told;
      }
      throw new IllegalStateException("a request ended in a way that is none of its own", e);
    }
  }
}
