package dev.pipsnapshot.proxy.upstream;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import okhttp3.Dns;

/** The clients of all configured upstreams, over one pool of connections. */
public final class UpstreamClients implements AutoCloseable {
  private final Transport transport;
  private final IndexClient indexes;
  private final ArtifactClient artifacts;

  private UpstreamClients(Transport transport, Upstreams upstreams, UpstreamSettings settings) {
    this.transport = transport;
    this.indexes = new OkHttpIndexClient(upstreams, transport, settings);
    this.artifacts = new OkHttpArtifactClient(transport, settings);
  }

  /**
   * Sets up clients; connects to nothing and reads no certificate yet.
   *
   * @param environment where proxies, certificates, credentials and the netrc file are named
   * @param clock tells when requests are sent
   * @throws UpstreamConfigurationException if the environment has no meaning
   */
  public static UpstreamClients open(
      Upstreams upstreams,
      UpstreamSettings settings,
      Map<String, String> environment,
      Clock clock,
      UpstreamListener listener) {
    return open(upstreams, settings, environment, clock, listener, Dns.SYSTEM);
  }

  static UpstreamClients open(
      Upstreams upstreams,
      UpstreamSettings settings,
      Map<String, String> environment,
      Clock clock,
      UpstreamListener listener,
      Dns resolver) {
    var addresses =
        new AddressPolicy(
            upstreams.all().stream()
                .map(upstream -> Origin.of(upstream.index().uri()).host())
                .collect(Collectors.toSet()),
            resolver);
    var clients =
        new HttpClients(
            settings,
            addresses,
            EnvironmentProxies.from(environment),
            TrustedCertificates.from(environment),
            listener);
    var transport =
        new Transport(
            clients,
            addresses,
            CredentialSource.from(upstreams, environment),
            new RetryPolicy(settings.retries(), () -> ThreadLocalRandom.current().nextLong()),
            settings.limits().redirects(),
            clock);
    return new UpstreamClients(transport, upstreams, settings);
  }

  /** Asks indexes. */
  public IndexClient indexes() {
    return indexes;
  }

  /** Fetches files. */
  public ArtifactClient artifacts() {
    return artifacts;
  }

  /** Ends everything under way. Idempotent. */
  @Override
  public void close() {
    transport.close();
  }
}
