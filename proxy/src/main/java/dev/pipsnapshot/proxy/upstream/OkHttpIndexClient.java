package dev.pipsnapshot.proxy.upstream;

import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.upstream.Transport.Answer;
import dev.pipsnapshot.proxy.upstream.Transport.AnswerReader;
import dev.pipsnapshot.proxy.upstream.Transport.Ask;
import dev.pipsnapshot.proxy.upstream.UpstreamCall.Purpose;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Asks indexes over HTTP. */
final class OkHttpIndexClient implements IndexClient {
  /** JSON by preference; HTML, versioned or not, where an index has nothing better (PEP 691). */
  private static final String ACCEPT_PAGE =
      "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2,"
          + " text/html;q=0.01";

  private static final String ACCEPT_HTML = "text/html";

  private final Upstreams upstreams;
  private final Function<Upstream, Transport> transports;
  private final UpstreamSettings settings;
  private final ClockCheck clocks;
  private final Clock clock;
  private final WholeIndexes indexes = new WholeIndexes();

  /** By the name of the index. */
  private final Map<String, JsonSupport> json = new ConcurrentHashMap<>();

  OkHttpIndexClient(
      Upstreams upstreams,
      Function<Upstream, Transport> transports,
      UpstreamSettings settings,
      ClockCheck clocks,
      Clock clock) {
    this.upstreams = upstreams;
    this.transports = transports;
    this.settings = settings;
    this.clocks = clocks;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<PageAnswer> page(
      ProjectName project, Optional<Validators> validators, LargeBodies large) {
    Map<String, String> headers = new LinkedHashMap<>();
    Validators known = validators.orElse(Validators.NONE);
    if (known.entityTag().isPresent()) {
      headers.put("If-None-Match", known.entityTag().get());
    }
    if (known.lastModified().isPresent()) {
      headers.put("If-Modified-Since", known.lastModified().get());
    }
    Upstream owner = upstreams.ownerOf(project);
    Transport transport = transports.apply(owner);
    return indexes.ask(
        owner,
        answer -> pageAnswer(transport, answer, !known.isEmpty(), large),
        (index, reader) ->
            inAnyForm(
                transport,
                json.computeIfAbsent(owner.name(), name -> new JsonSupport()),
                ask(Purpose.PAGE, index.projectPage(project), headers),
                ACCEPT_PAGE,
                reader));
  }

  @Override
  public CompletableFuture<Optional<FetchedPage>> legacyJson(
      ProjectName project, LargeBodies large) {
    Upstream owner = upstreams.ownerOf(project);
    Transport transport = transports.apply(owner);
    return owner
        .index()
        .legacyJson(project)
        .map(
            url ->
                transport.fetch(
                    ask(Purpose.LEGACY_JSON, url, Map.of("Accept", "application/json")),
                    answer -> legacyAnswer(transport, answer, large)))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  @Override
  public CompletableFuture<UpstreamStream> projectList(PageFormat format) {
    Upstream index = upstreams.defaultIndex();
    Transport transport = transports.apply(index);
    return indexes.ask(
        index,
        answer -> listAnswer(transport, answer),
        (asked, reader) ->
            inAnyForm(
                transport,
                // What was seen of JSON says nothing to those who want HTML.
                format.isJson()
                    ? json.computeIfAbsent(index.name(), name -> new JsonSupport())
                    : new JsonSupport(),
                new Ask(Purpose.PROJECT_LIST, asked.uri(), Map.of(), Optional.empty()),
                format.isJson()
                    ? ACCEPT_PAGE
                    : PageFormat.HTML_V1.contentType() + ", " + ACCEPT_HTML + ";q=0.2",
                reader));
  }

  /** Asks once more for nothing but HTML where the wish for more seems to be what was refused. */
  private <T> CompletableFuture<T> inAnyForm(
      Transport transport,
      JsonSupport support,
      Ask question,
      String accept,
      AnswerReader<T> reader) {
    if (support.isMissing(clock.instant())) {
      return transport.fetch(question.accepting(ACCEPT_HTML), reader);
    }
    return transport
        .fetch(question.accepting(accept), answer -> unlessRefused(support, answer, reader))
        .thenCompose(
            first ->
                first.value().isPresent()
                    ? CompletableFuture.completedFuture(first.value().get())
                    : transport.fetch(
                        question.accepting(ACCEPT_HTML),
                        answer -> inHtmlOnly(support, answer, reader)));
  }

  /** What the first question gave; nothing if it was the wrong one. */
  private record First<T>(Optional<T> value) {}

  private static <T> First<T> unlessRefused(
      JsonSupport support, Answer answer, AnswerReader<T> reader) throws IOException {
    if (!WholeIndexes.isOfPipSnapshot(answer)
        && support.isRefusal(answer.status(), answer.sentAt())) {
      answer.response().close();
      return new First<>(Optional.empty());
    }
    T value = reader.read(answer);
    if (isGiven(answer)) {
      support.answered(answer.sentAt());
    }
    return new First<>(Optional.of(value));
  }

  private static <T> T inHtmlOnly(JsonSupport support, Answer answer, AnswerReader<T> reader)
      throws IOException {
    T value = reader.read(answer);
    if (isGiven(answer)) {
      support.refused(answer.sentAt());
    }
    return value;
  }

  private static boolean isGiven(Answer answer) {
    return answer.status() == 200 || answer.status() == 304;
  }

  private Ask ask(Purpose purpose, URI url, Map<String, String> headers) {
    return new Ask(purpose, url, headers, Optional.of(settings.timeouts().page()));
  }

  private PageAnswer pageAnswer(
      Transport transport, Answer answer, boolean conditional, LargeBodies large)
      throws IOException {
    int status = answer.status();
    if (status == 200) {
      return new PageAnswer.Fetched(read(answer, large));
    }
    answer.response().close();
    if (status == 304 && conditional) {
      return new PageAnswer.NotModified(saidAt(answer));
    }
    if (status == 404 || status == 410 || upstreams.isMissing(status)) {
      return new PageAnswer.NoSuchProject(clocks.sentAt(answer));
    }
    if (status == 403) {
      throw UpstreamException.Forbidden.page(answer.url());
    }
    throw transport.failure(answer);
  }

  private Optional<FetchedPage> legacyAnswer(Transport transport, Answer answer, LargeBodies large)
      throws IOException {
    if (answer.status() == 200) {
      return Optional.of(read(answer, large));
    }
    answer.response().close();
    if (isRefusal(answer.status())) {
      return Optional.empty();
    }
    throw transport.failure(answer);
  }

  /**
   * Who does not want the question has no such API; what may pass, or a proxy on the way, is else.
   */
  private static boolean isRefusal(int status) {
    return switch (status) {
      case 407, 408, 425, 429 -> false;
      default -> status >= 400 && status < 500;
    };
  }

  /** When it was asked; of another pip-snapshot, which may give an old page, when that asked. */
  private Instant saidAt(Answer answer) {
    Instant asked = clocks.sentAt(answer);
    return answer
        .header("X-Pip-Snapshot-Fetched-At")
        .flatMap(OkHttpIndexClient::instant)
        .filter(earlier -> earlier.isBefore(asked))
        .orElse(asked);
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private UpstreamStream listAnswer(Transport transport, Answer answer) throws IOException {
    if (answer.status() != 200) {
      answer.response().close();
      if (answer.status() == 404 || answer.status() == 410) {
        throw UpstreamException.NotFound.projectList(answer.url(), answer.status());
      }
      throw transport.failure(answer);
    }
    return new UpstreamStream(
        answer.header("Content-Type").orElse(""),
        new BodyStream(answer.url(), answer.response(), OptionalLong.empty()));
  }

  private FetchedPage read(Answer answer, LargeBodies large) throws IOException {
    byte[] body = Bodies.read(answer, settings.limits().pageBytes(), large);
    return new FetchedPage(
        answer.url(),
        answer.header("Content-Type").orElse(""),
        body,
        saidAt(answer),
        new Validators(answer.header("ETag"), answer.header("Last-Modified")));
  }
}
