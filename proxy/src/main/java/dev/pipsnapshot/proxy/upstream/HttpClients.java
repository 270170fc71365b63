package dev.pipsnapshot.proxy.upstream;

import dev.pipsnapshot.proxy.upstream.UpstreamCall.Purpose;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Views of one HTTP client: without TLS, made in the background because the rest of a start takes
 * as long; and with it, made at the first need because of some 150 certificates to read. Each name
 * service has views of its own, which share no connection with those of another.
 */
final class HttpClients implements AutoCloseable {
  private static final int IDLE_CONNECTIONS = 32;
  private static final int HOSTS = 4;

  private final ThreadPoolExecutor executor;
  private final ScheduledThreadPoolExecutor scheduler;
  private final Dispatcher dispatcher;
  private final FutureTask<OkHttpClient> cleartext;
  private final TrustedCertificates certificates;
  private final UpstreamListener listener;
  private final Map<View, OkHttpClient> views = new ConcurrentHashMap<>();
  private final Object tlsLock = new Object();
  private volatile @Nullable OkHttpClient tls;

  /** Its equality is written out for the reason that {@code ArtifactKey.ByContent} gives. */
  private record View(String scheme, Dns names, Purpose purpose) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof View that
          && scheme.equals(that.scheme)
          && names.equals(that.names)
          && purpose == that.purpose;
    }

    @Override
    public int hashCode() {
      return 31 * (31 * scheme.hashCode() + names.hashCode()) + purpose.hashCode();
    }
  }

  HttpClients(
      UpstreamSettings settings,
      EnvironmentProxies proxies,
      TrustedCertificates certificates,
      UpstreamListener listener) {
    this.certificates = certificates;
    this.listener = listener;
    executor =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            60,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            threads("upstream"));
    scheduler = new ScheduledThreadPoolExecutor(1, threads("upstream-timer"));
    scheduler.setRemoveOnCancelPolicy(true);
    dispatcher = new Dispatcher(executor);
    cleartext = new FutureTask<>(() -> cleartext(settings, proxies));
    executor.execute(cleartext);
  }

  /**
   * The client for a scheme that looks names up in {@code names} and reports its calls as made for
   * {@code purpose}: a tag on each request would have Kotlin search every jar for reflection.
   * Making the first one for https takes its time.
   */
  OkHttpClient forCalls(String scheme, Dns names, Purpose purpose) throws IOException {
    var view = new View(scheme, names, purpose);
    OkHttpClient known = views.get(view);
    if (known != null) {
      return known;
    }
    OkHttpClient client = base(scheme);
    return views.computeIfAbsent(
        view,
        made ->
            client
                .newBuilder()
                .dns(names)
                .eventListenerFactory(call -> new CallMeter(listener, purpose))
                .build());
  }

  /** Makes what calls of this scheme share, if it has not been made. */
  void prepare(String scheme) throws IOException {
    var unused = base(scheme);
  }

  ExecutorService executor() {
    return executor;
  }

  ScheduledExecutorService scheduler() {
    return scheduler;
  }

  @Override
  public void close() {
    dispatcher.cancelAll();
    scheduler.shutdownNow();
    executor.shutdown();
    views.values().forEach(client -> client.connectionPool().evictAll());
  }

  private OkHttpClient base(String scheme) throws IOException {
    return scheme.equals("https") ? tls() : cleartext();
  }

  private OkHttpClient tls() throws IOException {
    OkHttpClient client = tls;
    if (client == null) {
      synchronized (tlsLock) {
        client = tls;
        if (client == null) {
          X509TrustManager trust = certificates.load();
          SSLContext context = TrustedCertificates.context(new TrustManager[] {trust});
          client =
              cleartext()
                  .newBuilder()
                  .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                  .sslSocketFactory(context.getSocketFactory(), trust)
                  .build();
          tls = client;
        }
      }
    }
    return client;
  }

  private OkHttpClient cleartext(UpstreamSettings settings, EnvironmentProxies proxies) {
    dispatcher.setMaxRequestsPerHost(settings.limits().requestsPerHost());
    dispatcher.setMaxRequests(HOSTS * settings.limits().requestsPerHost());
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 5, TimeUnit.MINUTES))
        .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
        .connectTimeout(settings.timeouts().connect())
        .readTimeout(settings.timeouts().idle())
        .writeTimeout(settings.timeouts().idle())
        .followRedirects(false)
        .followSslRedirects(false)
        .proxySelector(proxies.selector())
        .proxyAuthenticator(proxies.authenticator())
        .build();
  }

  private OkHttpClient cleartext() throws IOException {
    try {
      return cleartext.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the HTTP client cannot be made", e.getCause());
    }
  }

  private static ThreadFactory threads(String name) {
    var count = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
