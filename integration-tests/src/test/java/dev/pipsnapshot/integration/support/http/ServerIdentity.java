package dev.pipsnapshot.integration.support.http;

import dev.pipsnapshot.integration.support.ExternalCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key and a certificate that vouches for itself.
 *
 * @param tls what a server shows it with
 * @param pem the certificate, for clients that are to trust it
 */
public record ServerIdentity(SSLContext tls, String pem) {
  private static final String PASSWORD = "changeit";
  private static final String ALIAS = "server";

  /** Makes one for a name such as {@code ip:127.0.0.1} or {@code dns:index.example}. */
  public static ServerIdentity of(String subject, Path folder)
      throws IOException, GeneralSecurityException {
    Path store = Files.createTempDirectory(folder, "identity").resolve("keys.p12");
    ExternalCommand.of(Path.of(System.getProperty("java.home"), "bin", "keytool"))
        .with("-genkeypair", "-keyalg", "EC", "-alias", ALIAS, "-dname", "CN=test")
        .with("-ext", "san=" + subject, "-storetype", "PKCS12")
        .with("-storepass", PASSWORD, "-keystore", store)
        .run()
        .assertSucceeded();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return new ServerIdentity(context, pem(keys.getCertificate(ALIAS).getEncoded()));
  }

  private static String pem(byte[] certificate) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate)
        + "\n-----END CERTIFICATE-----\n";
  }
}
