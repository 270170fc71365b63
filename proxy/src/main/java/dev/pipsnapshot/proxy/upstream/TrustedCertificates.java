package dev.pipsnapshot.proxy.upstream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate authorities of the JDK and, added to them, those in the PEM files that {@code
 * SSL_CERT_FILE}, {@code NIX_SSL_CERT_FILE}, {@code PIP_CERT} and {@code REQUESTS_CA_BUNDLE} name.
 * A file that gives none is warned of and left out: that can only lessen what is trusted.
 */
final class TrustedCertificates {
  private static final Logger log = LoggerFactory.getLogger(TrustedCertificates.class);
  private static final List<String> VARIABLES =
      List.of("SSL_CERT_FILE", "NIX_SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE");
  // What Nix sets in a build that has no business with certificates.
  private static final String NO_FILE = "/no-cert-file.crt";
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----");

  private final Set<String> files = new LinkedHashSet<>();

  private TrustedCertificates() {}

  /** Remembers which files the environment names; reads none. */
  static TrustedCertificates from(Map<String, String> environment) {
    var certificates = new TrustedCertificates();
    for (String variable : VARIABLES) {
      String file = environment.getOrDefault(variable, "");
      if (!file.isEmpty() && !file.equals(NO_FILE)) {
        certificates.files.add(file);
      }
    }
    return certificates;
  }

  /** Reads everything; takes some hundred milliseconds. */
  X509TrustManager load() throws IOException {
    try {
      X509TrustManager jdk = trustManager(null);
      if (files.isEmpty()) {
        return jdk;
      }
      KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      int count = 0;
      for (Certificate authority : authorities(jdk)) {
        all.setCertificateEntry("authority-" + count++, authority);
      }
      return trustManager(all);
    } catch (GeneralSecurityException e) {
      throw new IOException("the trusted certificates cannot be read: " + e.getMessage(), e);
    }
  }

  static SSLContext context(TrustManager[] trust) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private Set<Certificate> authorities(X509TrustManager jdk) throws CertificateException {
    Set<Certificate> authorities = new LinkedHashSet<>(List.of(jdk.getAcceptedIssuers()));
    for (String file : files) {
      List<Certificate> read = read(file);
      if (read.isEmpty()) {
        log.warn("certificates ignored file={} reason=no-readable-certificate-in-it", file);
      }
      authorities.addAll(read);
    }
    return authorities;
  }

  private static List<Certificate> read(String file) throws CertificateException {
    String text;
    try {
      text = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
    } catch (IOException | InvalidPathException e) {
      return List.of();
    }
    var factory = CertificateFactory.getInstance("X.509");
    var certificates = new ArrayList<Certificate>();
    try (Stream<String> blocks = PEM.matcher(text).results().map(match -> match.group(1))) {
      for (String block : blocks.toList()) {
        try {
          byte[] encoded = Base64.getMimeDecoder().decode(block);
          certificates.add(factory.generateCertificate(new ByteArrayInputStream(encoded)));
        } catch (CertificateException | IllegalArgumentException e) {
          log.warn("certificate ignored file={} reason={}", file, e.getMessage());
        }
      }
    }
    return certificates;
  }

  private static X509TrustManager trustManager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("the JDK has no X.509 trust manager");
  }
}
