package dev.pipsnapshot.proxy.upstream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which credentials belong to which origin. For an index, in this order: those in its URL; those in
 * {@code PIP_SNAPSHOT_INDEX_USERNAME} and {@code PIP_SNAPSHOT_INDEX_PASSWORD} (for an index named
 * acme: {@code PIP_SNAPSHOT_INDEX_ACME_USERNAME} and so on); for it and for any other host those in
 * the netrc file ({@code NETRC}, or {@code .netrc} in the home directory).
 *
 * <p>They are given out for https only, or for this machine itself.
 */
final class CredentialSource {
  private static final Logger log = LoggerFactory.getLogger(CredentialSource.class);

  private final Map<Origin, Credentials> byOrigin;
  private final Netrc netrc;

  CredentialSource(Map<Origin, Credentials> byOrigin, Netrc netrc) {
    this.byOrigin = Map.copyOf(byOrigin);
    this.netrc = netrc;
  }

  static CredentialSource from(Upstreams upstreams, Map<String, String> environment) {
    Map<Origin, Credentials> byOrigin = new LinkedHashMap<>();
    for (Upstream upstream : upstreams.all()) {
      Optional<Credentials> known = upstream.credentials();
      if (known.isEmpty()) {
        known = inEnvironment(upstream, environment);
      }
      if (known.isPresent()) {
        remember(byOrigin, upstream, known.get());
      }
    }
    return new CredentialSource(byOrigin, netrc(environment));
  }

  /** What may be sent to {@code origin}. */
  Optional<Credentials> find(Origin origin) {
    if (!origin.isConfidential()) {
      return Optional.empty();
    }
    Credentials known = byOrigin.get(origin);
    return known == null ? netrc.find(origin.host()) : Optional.of(known);
  }

  private static void remember(
      Map<Origin, Credentials> byOrigin, Upstream upstream, Credentials known) {
    Origin origin = Origin.of(upstream.index().uri());
    if (!origin.isConfidential()) {
      log.warn("upstream credentials-withheld index={} reason=plain-http", upstream.index());
    }
    Credentials other = byOrigin.putIfAbsent(origin, known);
    if (other != null && !other.equals(known)) {
      throw UpstreamConfigurationException.of(
          "ambiguous-credentials",
          "two indexes at " + origin.host() + " have different credentials",
          "give indexes on one host the same credentials");
    }
  }

  private static Optional<Credentials> inEnvironment(
      Upstream upstream, Map<String, String> environment) {
    String name =
        upstream.name().equals(Upstream.DEFAULT_NAME)
            ? ""
            : upstream.name().toUpperCase(Locale.ROOT).replace('-', '_') + "_";
    String prefix = "PIP_SNAPSHOT_INDEX_" + name;
    String username = environment.getOrDefault(prefix + "USERNAME", "");
    String password = environment.getOrDefault(prefix + "PASSWORD", "");
    return username.isEmpty() && password.isEmpty()
        ? Optional.empty()
        : Optional.of(new Credentials(username, password));
  }

  private static Netrc netrc(Map<String, String> environment) {
    String named = environment.getOrDefault("NETRC", "");
    if (!named.isEmpty()) {
      return Netrc.parse(read(named));
    }
    String home = environment.getOrDefault("HOME", environment.getOrDefault("USERPROFILE", ""));
    if (home.isEmpty()) {
      return Netrc.empty();
    }
    try {
      return Netrc.parse(read(home + "/.netrc"));
    } catch (UpstreamConfigurationException e) {
      // Nobody pointed here: another program's odd file must not keep this one from starting.
      log.warn("netrc ignored reason={}", e.getMessage());
      return Netrc.empty();
    }
  }

  /** The file's text; that of an empty one if there is none. */
  private static String read(String file) {
    try {
      return Files.readString(Path.of(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException | InvalidPathException e) {
      throw UpstreamConfigurationException.of(
          "unreadable-netrc",
          "the netrc file cannot be read: " + e.getClass().getSimpleName(),
          "make it readable UTF-8, or set NETRC to another file");
    }
  }
}
