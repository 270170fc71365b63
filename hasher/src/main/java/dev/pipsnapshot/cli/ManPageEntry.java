package dev.pipsnapshot.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a manual page says of an environment variable or a file.
 *
 * @param option without which a command has nothing to do with it
 */
record ManPageEntry(String term, String text, Optional<String> option) {
  private static final String INDEX = "--index-url";
  private static final String CACHE = "--cache-dir";

  /** Whether a command with these options heeds it. */
  boolean concerns(Set<String> options) {
    return option.isEmpty() || options.contains(option.get());
  }

  /** The variables, told by the example of an option. */
  static List<ManPageEntry> environment(String option) {
    return List.of(
        always(
            OptionVariables.PREFIX + "<OPTION>",
            "The value of an option that the command line leaves out: "
                + OptionVariables.of(option)
                + " for "
                + option
                + ". Empty counts as unset. An option that may be given several times takes several"
                + " values, separated by white space."),
        always("PIP_SNAPSHOT_JAVA", "The java executable to run, before all others."),
        always("JAVA_HOME", "The Java to run, instead of the java in PATH."),
        always(
            "PIP_SNAPSHOT_JAVA_OPTS",
            "More flags for the JVM, separated by white space, after the command's own."),
        always(
            "PIP_SNAPSHOT_CDS",
            "off: neither make nor use a start-up archive; wait: make it before the first run, not"
                + " after it."),
        of(INDEX, "PIP_INDEX_URL", "The default of --index-url, before pip's configuration files."),
        of(
            INDEX,
            "PIP_SNAPSHOT_INDEX_USERNAME, PIP_SNAPSHOT_INDEX_PASSWORD",
            "Credentials of the default index; PIP_SNAPSHOT_INDEX_<NAME>_USERNAME and"
                + " PIP_SNAPSHOT_INDEX_<NAME>_PASSWORD for one that --extra-index names."),
        of(INDEX, "NETRC", "The netrc file, instead of ~/.netrc."),
        of(
            INDEX,
            "HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY",
            "As curl reads them, in either case; loopback is always asked directly."),
        of(
            INDEX,
            "SSL_CERT_FILE, NIX_SSL_CERT_FILE, PIP_CERT, REQUESTS_CA_BUNDLE",
            "PEM files of certificate authorities to trust besides Java's own."),
        always("HOME", "The home directory, which ~ stands for."),
        always("XDG_CACHE_HOME", "Where caches are, instead of ~/.cache."));
  }

  static List<ManPageEntry> files() {
    return List.of(
        of(CACHE, "~/.cache/pip-snapshot", "The cache, if --cache-dir names no other."),
        always(
            "~/.cache/pip-snapshot/cds",
            "Start-up archives, which a command makes after its first run."),
        of(
            INDEX,
            "~/.config/pip/pip.conf",
            "One of pip's configuration files, which give the default of --index-url."),
        of(INDEX, "~/.netrc", "Credentials of indexes."));
  }

  private static ManPageEntry always(String term, String text) {
    return new ManPageEntry(term, text, Optional.empty());
  }

  private static ManPageEntry of(String option, String term, String text) {
    return new ManPageEntry(term, text, Optional.of(option));
  }
}
