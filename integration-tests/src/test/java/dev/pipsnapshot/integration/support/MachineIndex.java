package dev.pipsnapshot.integration.support;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The index that this machine's pip uses, for live tests. */
public final class MachineIndex {
  /** Where the way to the index, and the trust in it, may be configured. */
  private static final List<String> ACCESS =
      List.of(
          "HOME",
          "NETRC",
          "HTTP_PROXY",
          "http_proxy",
          "HTTPS_PROXY",
          "https_proxy",
          "NO_PROXY",
          "no_proxy",
          "SSL_CERT_FILE",
          "NIX_SSL_CERT_FILE",
          "PIP_CERT",
          "REQUESTS_CA_BUNDLE");

  private MachineIndex() {}

  /** Its URL; PyPI's if none is configured. */
  public static URI url() {
    String configured =
        Optional.ofNullable(System.getenv("PIP_INDEX_URL")).orElseGet(MachineIndex::ofPipConf);
    String url = configured.isEmpty() ? "https://pypi.org/simple/" : configured;
    return URI.create(url.endsWith("/") ? url : url + "/");
  }

  /** The variables that a process needs to reach it. */
  public static Map<String, String> access() {
    Map<String, String> variables = new LinkedHashMap<>();
    ACCESS.forEach(
        name ->
            Optional.ofNullable(System.getenv(name))
                .ifPresent(value -> variables.put(name, value)));
    return variables;
  }

  private static String ofPipConf() {
    return ExternalCommand.inOwnEnvironment(Python.executable(), "-m", "pip", "config", "get")
        .with("global.index-url")
        .run()
        .stdout()
        .strip();
  }
}
