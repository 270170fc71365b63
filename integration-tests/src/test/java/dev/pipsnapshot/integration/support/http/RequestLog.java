package dev.pipsnapshot.integration.support.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Every exchange of a server, in the order in which the requests came. */
public final class RequestLog {
  private static final long PATIENCE_MILLIS = 60_000;

  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

  /** All of them. */
  public List<Exchange> all() {
    return List.copyOf(exchanges);
  }

  /** Those of one method whose path ends in {@code suffix}. */
  public List<Exchange> of(String method, String suffix) {
    return exchanges.stream().filter(matching(method, suffix)).toList();
  }

  /** The GET requests whose path ends in {@code suffix}. */
  public List<Exchange> gets(String suffix) {
    return of("GET", suffix);
  }

  /** Method and path of all, in order. */
  public List<String> lines() {
    return exchanges.stream()
        .map(exchange -> exchange.request().method() + " " + exchange.request().path())
        .toList();
  }

  /** Body bytes sent for paths that end in {@code suffix}. */
  public long bytesOf(String suffix) {
    return exchanges.stream()
        .filter(exchange -> exchange.request().path().endsWith(suffix))
        .mapToLong(Exchange::bodyBytes)
        .sum();
  }

  /** Forgets what was. */
  public void clear() {
    exchanges.clear();
  }

  /** Waits until {@code count} requests of this method for this path have come. */
  public synchronized void await(int count, String method, String suffix)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (of(method, suffix).size() < count) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      assertThat(left)
          .as("waited for %d times %s ...%s, had %s", count, method, suffix, lines())
          .isPositive();
      wait(left);
    }
  }

  synchronized void add(Exchange exchange) {
    exchanges.add(exchange);
    notifyAll();
  }

  private static Predicate<Exchange> matching(String method, String suffix) {
    return exchange ->
        exchange.request().method().equals(method) && exchange.request().path().endsWith(suffix);
  }
}
