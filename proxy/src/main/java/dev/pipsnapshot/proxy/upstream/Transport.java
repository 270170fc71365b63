package dev.pipsnapshot.proxy.upstream;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends GET requests for one index: follows redirects as far as the policy of that index lets it,
 * sends each origin its own credentials and no other's, and tries again what may pass.
 */
final class Transport implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Transport.class);

  private final HttpClients clients;
  private final AddressPolicy addresses;
  private final CredentialSource credentials;
  private final RetryPolicy retries;
  private final RedirectPolicy redirectPolicy;
  private final Clock clock;
  private final Map<Attempts<?>, URI> pending = new ConcurrentHashMap<>();

  Transport(
      HttpClients clients,
      AddressPolicy addresses,
      CredentialSource credentials,
      RetryPolicy retries,
      RedirectPolicy redirectPolicy,
      Clock clock) {
    this.clients = clients;
    this.addresses = addresses;
    this.credentials = credentials;
    this.retries = retries;
    this.redirectPolicy = redirectPolicy;
    this.clock = clock;
  }

  /**
   * What is asked.
   *
   * @param limit on each attempt, from the request to the end of the body; empty for bodies that
   *     are passed on
   */
  record Ask(
      UpstreamCall.Purpose purpose,
      URI url,
      Map<String, String> headers,
      Optional<Duration> limit) {
    /** The same, of whoever takes {@code mediaTypes}. */
    Ask accepting(String mediaTypes) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put("Accept", mediaTypes);
      return new Ask(purpose, url, more, limit);
    }
  }

  /** The headers are there; the response is the reader's to close, also when it fails. */
  record Answer(UpstreamCall.Purpose purpose, URI url, Response response, Instant sentAt) {
    int status() {
      return response.code();
    }

    Optional<String> header(String name) {
      return Optional.ofNullable(response.header(name));
    }
  }

  /** Makes a value of an answer, on a thread that may block. */
  @FunctionalInterface
  interface AnswerReader<T> {
    T read(Answer answer) throws IOException;
  }

  /** Sends the request; cancelling the future cancels it. */
  <T> CompletableFuture<T> fetch(Ask ask, AnswerReader<T> reader) {
    var attempts = new Attempts<>(ask, reader);
    pending.put(attempts, ask.url());
    var unused = attempts.result.whenComplete((value, failure) -> pending.remove(attempts));
    attempts.start();
    return attempts.result;
  }

  /** The failure that an answer with an unwanted status is. */
  UpstreamException failure(Answer answer) {
    int status = answer.status();
    URI url = answer.url();
    return switch (status) {
      case 404, 410 -> new UpstreamException.NotFound(url, status);
      case 401, 403, 407 -> new UpstreamException.Forbidden(url, status);
      default ->
          status == 429 || status >= 500
              ? UpstreamException.Unavailable.status(
                  url, status, isPassing(status, answer.purpose()), retryAfter(answer))
              : new UpstreamException.Malformed(url, "unexpected HTTP status " + status);
    };
  }

  /**
   * Whether asking again soon may help. Servers say 500 in bad moments, as pip knows too, and a
   * server behind Cloudflare has 520 to 524; but of what can be had in other ways it is better to
   * go on to these.
   */
  private static boolean isPassing(int status, UpstreamCall.Purpose purpose) {
    return switch (status) {
      case 429, 502, 503, 504 -> true;
      case 500, 520, 521, 522, 523, 524 ->
          switch (purpose) {
            case PAGE, LEGACY_JSON, PROJECT_LIST, FILE -> true;
            case FILE_RANGE, METADATA -> false;
          };
      default -> false;
    };
  }

  private Optional<Duration> retryAfter(Answer answer) {
    return answer.header("Retry-After").flatMap(value -> RetryAfter.parse(value, clock.instant()));
  }

  /** Fails what is under way; the clients are to be closed before. */
  @Override
  public void close() {
    // Those that wait for their next attempt would otherwise wait for ever.
    pending.forEach(
        (attempts, url) ->
            attempts.result.completeExceptionally(UpstreamException.Unavailable.closed(url)));
  }

  /** One request with its redirects, as often as it is tried; one step at a time. */
  private final class Attempts<T> {
    private final Ask ask;
    private final AnswerReader<T> reader;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private int made;

    Attempts(Ask ask, AnswerReader<T> reader) {
      this.ask = ask;
      this.reader = reader;
    }

    void start() {
      try {
        // Not on the caller's thread: the first TLS use loads certificates, which takes a while.
        clients.executor().execute(() -> step(this::attempt));
      } catch (RejectedExecutionException e) {
        result.completeExceptionally(UpstreamException.Unavailable.closed(ask.url()));
      }
    }

    private void startAfter(Duration delay) {
      try {
        var unused =
            clients.scheduler().schedule(this::start, delay.toNanos(), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        result.completeExceptionally(UpstreamException.Unavailable.closed(ask.url()));
      }
    }

    private void attempt() {
      made++;
      Instant sentAt = clock.instant();
      HttpUrl url = HttpUrl.parse(ask.url().toASCIIString());
      if (url == null) {
        failed(new UpstreamException.Refused(ask.url(), "it is no http or https URL"));
      } else {
        hop(url, 0, sentAt);
      }
    }

    private void hop(HttpUrl url, int redirects, Instant sentAt) {
      Optional<String> objection = addresses.objection(url.host());
      if (objection.isPresent()) {
        failed(new UpstreamException.Refused(url.uri(), objection.get()));
        return;
      }
      if (result.isDone()) {
        return;
      }
      Call call;
      try {
        call = clients.forCalls(url.scheme(), addresses, ask.purpose()).newCall(request(url));
      } catch (IOException e) {
        failed(TransportFailures.beforeAnswer(url.uri(), e));
        return;
      }
      ask.limit().ifPresent(limit -> call.timeout().timeout(limit.toNanos(), TimeUnit.NANOSECONDS));
      var unused =
          result.whenComplete(
              (value, failure) -> {
                if (result.isCancelled()) {
                  call.cancel();
                }
              });
      call.enqueue(
          new Callback() {
            @Override
            public void onFailure(Call failed, IOException failure) {
              failed(TransportFailures.beforeAnswer(url.uri(), failure));
            }

            @Override
            public void onResponse(Call answered, Response response) {
              step(() -> arrived(url, response, redirects, sentAt));
            }
          });
    }

    /** Nobody else would end those who wait, also where there is no room for a body. */
    private void step(Runnable step) {
      try {
        step.run();
      } catch (RuntimeException | Error e) {
        result.completeExceptionally(e);
      }
    }

    private Request request(HttpUrl url) {
      var request = new Request.Builder().url(url);
      ask.headers().forEach(request::header);
      credentials
          .find(new Origin(url.scheme(), url.host(), url.port()))
          .ifPresent(known -> request.header("Authorization", BasicAuthorization.of(known)));
      return request.build();
    }

    private void arrived(HttpUrl url, Response response, int redirects, Instant sentAt) {
      String location = response.header("Location");
      if (RedirectPolicy.isRedirect(response.code()) && location != null) {
        response.close();
        try {
          hop(redirectPolicy.target(ask, url, location, redirects), redirects + 1, sentAt);
        } catch (UpstreamException e) {
          failed(e);
        }
        return;
      }
      try {
        T value = reader.read(new Answer(ask.purpose(), url.uri(), response, sentAt));
        if (!result.complete(value)) {
          // Nobody will read what the value may yet have to read.
          response.close();
        }
      } catch (IOException e) {
        response.close();
        failed(TransportFailures.inBody(url.uri(), e));
      } catch (RuntimeException | Error e) {
        response.close();
        throw e;
      }
    }

    private void failed(UpstreamException failure) {
      Optional<Duration> delay = retries.delay(failure, made);
      if (delay.isEmpty() || result.isDone()) {
        result.completeExceptionally(failure);
        return;
      }
      log.info(
          "upstream retry url={} attempt={} delay_ms={} reason={}",
          DisplayUrl.of(ask.url()),
          made,
          delay.get().toMillis(),
          failure.diagnostic().reference());
      startAfter(delay.get());
    }
  }
}
