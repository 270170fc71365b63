package dev.pipsnapshot.proxy.upstream;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.Dns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clients of all configured upstreams, over one pool of connections. */
public final class UpstreamClients implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(UpstreamClients.class);

  private final Upstreams upstreams;
  private final HttpClients clients;

  private final Map<Upstream, Transport> transports;

  private final IndexClient indexes;
  private final IndexClient references;
  private final ArtifactClients artifacts;

  private UpstreamClients(
      HttpClients clients,
      Map<Upstream, Transport> transports,
      Upstreams upstreams,
      UpstreamSettings settings,
      Clock clock) {
    this.upstreams = upstreams;
    this.clients = clients;
    this.transports = Map.copyOf(transports);
    var clocks = new ClockCheck(clock);
    indexes = new OkHttpIndexClient(upstreams, this::transport, settings, clocks, clock);
    references =
        new OkHttpIndexClient(upstreams.references(), this::transport, settings, clocks, clock);
    artifacts =
        project -> new OkHttpArtifactClient(transport(upstreams.ownerOf(project)), settings);
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
    var clients =
        new HttpClients(
            settings,
            EnvironmentProxies.from(environment),
            TrustedCertificates.from(environment),
            listener);
    var credentials = CredentialSource.from(upstreams, environment);
    var retries = new RetryPolicy(settings.retries(), () -> ThreadLocalRandom.current().nextLong());
    Map<Upstream, Transport> transports = new HashMap<>();
    Set<Upstream> asked = new LinkedHashSet<>(upstreams.all());
    asked.addAll(upstreams.references().all());
    for (Upstream upstream : asked) {
      // What is called for by name comes from the owner of that name, or from nobody.
      Optional<IndexUrl> home =
          upstream.name().equals(Upstream.DEFAULT_NAME)
              ? Optional.empty()
              : Optional.of(upstream.index());
      var addresses = new AddressPolicy(Origin.of(upstream.index().uri()).host(), resolver);
      transports.put(
          upstream,
          new Transport(
              clients,
              addresses,
              credentials,
              retries,
              new RedirectPolicy(settings.limits().redirects(), home),
              clock));
    }
    return new UpstreamClients(clients, transports, upstreams, settings, clock);
  }

  /**
   * Does now what the first request over TLS would do otherwise: reading the certificates, above
   * all. Blocks, and connects to nothing. What fails here, the first request says.
   */
  public void prepare() {
    try {
      for (Upstream upstream : upstreams.all()) {
        clients.prepare(upstream.index().uri().getScheme());
      }
    } catch (IOException e) {
      log.debug("event=not-prepared cause=\"{}\"", e.toString());
    }
  }

  /** Asks indexes. */
  public IndexClient indexes() {
    return indexes;
  }

  /** Asks {@link Upstreams#references}. */
  public IndexClient references() {
    return references;
  }

  /** Fetch files. */
  public ArtifactClients artifacts() {
    return artifacts;
  }

  /** Ends everything under way. Idempotent. */
  @Override
  public void close() {
    clients.close();
    transports.values().forEach(Transport::close);
  }

  private Transport transport(Upstream upstream) {
    return requireNonNull(transports.get(upstream), "no transport of this upstream");
  }
}
