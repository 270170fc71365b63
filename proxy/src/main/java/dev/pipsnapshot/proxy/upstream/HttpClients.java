package dev.pipsnapshot.proxy.upstream;

import java.io.IOException;
import java.net.ProxySelector;
import java.util.List;
import java.util.concurrent.ExecutorService;
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
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Two views of one HTTP client: without TLS, and with it, made at the first need because reading
 * some 150 certificates takes as long as everything else at the start.
 */
final class HttpClients implements AutoCloseable {
  private static final int IDLE_CONNECTIONS = 32;
  private static final int HOSTS = 4;

  private final ThreadPoolExecutor executor;
  private final ScheduledThreadPoolExecutor scheduler;
  private final OkHttpClient cleartext;
  private final TrustedCertificates certificates;
  private final Object tlsLock = new Object();
  private volatile @Nullable OkHttpClient tls;

  HttpClients(
      UpstreamSettings settings,
      AddressPolicy addresses,
      EnvironmentProxies proxies,
      TrustedCertificates certificates,
      UpstreamListener listener) {
    this.certificates = certificates;
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
    var dispatcher = new Dispatcher(executor);
    dispatcher.setMaxRequestsPerHost(settings.limits().requestsPerHost());
    dispatcher.setMaxRequests(HOSTS * settings.limits().requestsPerHost());
    ProxySelector selector = proxies.selector();
    Authenticator proxyAuthenticator = proxies.authenticator();
    cleartext =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 5, TimeUnit.MINUTES))
            .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
            .connectTimeout(settings.timeouts().connect())
            .readTimeout(settings.timeouts().idle())
            .writeTimeout(settings.timeouts().idle())
            .followRedirects(false)
            .followSslRedirects(false)
            .dns(addresses)
            .proxySelector(selector)
            .proxyAuthenticator(proxyAuthenticator)
            .eventListenerFactory(call -> new CallMeter(listener))
            .build();
  }

  /** The client for a scheme. Making the first one for https takes its time. */
  OkHttpClient forScheme(String scheme) throws IOException {
    if (!scheme.equals("https")) {
      return cleartext;
    }
    OkHttpClient client = tls;
    if (client == null) {
      synchronized (tlsLock) {
        client = tls;
        if (client == null) {
          X509TrustManager trust = certificates.load();
          SSLContext context = TrustedCertificates.context(new TrustManager[] {trust});
          client =
              cleartext
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

  ExecutorService executor() {
    return executor;
  }

  ScheduledExecutorService scheduler() {
    return scheduler;
  }

  @Override
  public void close() {
    cleartext.dispatcher().cancelAll();
    scheduler.shutdownNow();
    executor.shutdown();
    cleartext.connectionPool().evictAll();
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
