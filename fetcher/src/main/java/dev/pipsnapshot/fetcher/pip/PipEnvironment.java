package dev.pipsnapshot.fetcher.pip;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The environment of pip and of everything that it starts, built from nothing: what is not named
 * here is not there. No setting of the user's pip or Python gets in, and the nested pips of build
 * isolation, which see no command line of ours, ask the same view.
 */
public final class PipEnvironment {
  /**
   * What is taken over from the user: where programs are, and how to compile and link. Building an
   * sdist's metadata may need a compiler, which is found and told what to do by these.
   */
  private static final List<String> TOOL_CHAIN =
      List.of(
          "PATH",
          "CC",
          "CXX",
          "CPP",
          "LD",
          "AR",
          "CFLAGS",
          "CXXFLAGS",
          "CPPFLAGS",
          "LDFLAGS",
          "LD_LIBRARY_PATH",
          "LIBRARY_PATH",
          "CPATH",
          "PKG_CONFIG",
          "PKG_CONFIG_PATH",
          "SDKROOT",
          "DEVELOPER_DIR",
          "MACOSX_DEPLOYMENT_TARGET",
          "NIX_CC",
          "NIX_BINTOOLS",
          "NIX_CFLAGS_COMPILE",
          "NIX_LDFLAGS",
          "NIX_SSL_CERT_FILE");

  /**
   * By which nixpkgs' compiler wrappers know that the flags above are for them; the name ends in
   * the platform's.
   */
  private static final Pattern WRAPPER_TARGET =
      Pattern.compile("NIX_[A-Z_]+_WRAPPER_TARGET_(BUILD|HOST|TARGET)_[A-Za-z0-9_]+");

  private static final List<String> PROXY_VARIABLES =
      List.of(
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "FTP_PROXY",
          "ALL_PROXY",
          "http_proxy",
          "https_proxy",
          "ftp_proxy",
          "all_proxy");
  private static final String LOOPBACK = "127.0.0.1,localhost,::1";

  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(15);

  private final Map<String, String> toolChain;
  private final Duration timeout;

  /**
   * Takes the tool chain's variables from the user's environment; an empty one counts as unset.
   *
   * @param patience how long the view may take to answer at all
   */
  public PipEnvironment(Map<String, String> user, Duration patience) {
    Duration longer = patience.plusSeconds(1);
    timeout = longer.compareTo(SHORTEST_TIMEOUT) < 0 ? SHORTEST_TIMEOUT : longer;
    toolChain = new TreeMap<>();
    user.forEach(
        (name, value) -> {
          if (!value.isEmpty() && isOfToolChain(name)) {
            toolChain.put(name, value);
          }
        });
  }

  private static boolean isOfToolChain(String name) {
    return TOOL_CHAIN.contains(name) || WRAPPER_TARGET.matcher(name).matches();
  }

  /** What of the user's environment pip sees, but for the path. */
  public Map<String, String> toolChain() {
    var withoutPath = new TreeMap<>(toolChain);
    withoutPath.remove("PATH");
    return withoutPath;
  }

  /**
   * The variables for one run.
   *
   * @param workspace where temporary files go
   * @param indexUrl the view
   * @param recorder where cooperating clients take everything that is not on loopback
   */
  public Map<String, String> variables(Workspace workspace, URI indexUrl, URI recorder) {
    var variables = new TreeMap<>(toolChain);
    variables.put("HOME", workspace.home().toString());
    variables.put("TMPDIR", workspace.temporary().toString());
    variables.put("LC_ALL", isMac() ? "en_US.UTF-8" : "C.UTF-8");
    variables.put("PYTHONNOUSERSITE", "1");
    // pip hands requirements on in the order of a set of strings.
    variables.put("PYTHONHASHSEED", "0");
    variables.put("PIP_CONFIG_FILE", "/dev/null");
    variables.put("PIP_INDEX_URL", indexUrl.toString());
    variables.put("PIP_CACHE_DIR", workspace.pipCache().toString());
    // Reaches nested pips too, which would prepare legacy sdists with what is installed here.
    variables.put("PIP_USE_PEP517", "1");
    variables.put("PIP_DEFAULT_TIMEOUT", Long.toString(timeout.toSeconds()));
    variables.put("PIP_NO_INPUT", "1");
    variables.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    variables.put("PIP_NO_PYTHON_VERSION_WARNING", "1");
    PROXY_VARIABLES.forEach(name -> variables.put(name, recorder.toString()));
    variables.put("NO_PROXY", LOOPBACK);
    variables.put("no_proxy", LOOPBACK);
    return variables;
  }

  private static boolean isMac() {
    return System.getProperty("os.name", "").startsWith("Mac");
  }

  /**
   * Directories of one fetch that vanish with it. All exist.
   *
   * @param root the working directory of pip; empty but for the others
   */
  public record Workspace(Path root) {
    /** The home directory. */
    public Path home() {
      return root.resolve("home");
    }

    /** For temporary files. */
    public Path temporary() {
      return root.resolve("tmp");
    }

    /** For the wheels that pip builds from sdists among build requirements. */
    public Path pipCache() {
      return root.resolve("pip-cache");
    }
  }
}
