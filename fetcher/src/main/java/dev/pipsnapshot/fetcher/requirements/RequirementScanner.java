package dev.pipsnapshot.fetcher.requirements;

import dev.pipsnapshot.fetcher.failure.RequirementRefused;
import dev.pipsnapshot.fetcher.failure.RequirementsUnreadable;
import dev.pipsnapshot.fetcher.requirements.RequirementForm.Checkout;
import dev.pipsnapshot.fetcher.requirements.RequirementForm.Direct;
import dev.pipsnapshot.fetcher.requirements.RequirementForm.Invalid;
import dev.pipsnapshot.fetcher.requirements.RequirementForm.Local;
import dev.pipsnapshot.fetcher.requirements.RequirementForm.Named;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.upstream.IndexUrl;
import dev.pipsnapshot.proxy.upstream.UpstreamConfigurationException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads requirements as pip will, nested files included, and refuses what would go around the view:
 * index options, checkouts, local paths, and URLs of hosts that were not allowed. pip still reads
 * the originals; this reads them first.
 */
public final class RequirementScanner {
  private static final String COMMAND_LINE = "command line";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z0-9_]+}");
  private static final Pattern REMOTE = Pattern.compile("(?i)(https?|file):.*");
  private static final Pattern LOCK = Pattern.compile("pylock(\\.[^.]+)?\\.toml");
  private static final String USE_THE_INDEX =
      "name the project and a version instead, so that it comes out of the index";

  private final Set<String> allowedHosts;
  private final Optional<IndexUrl> index;

  /** A scanner that lets URLs of these hosts pass. */
  public RequirementScanner(Set<String> allowedHosts) {
    this(allowedHosts, Optional.empty());
  }

  /** One that lets lines pass, too, which name the index that is in use. */
  public RequirementScanner(Set<String> allowedHosts, IndexUrl index) {
    this(allowedHosts, Optional.of(index));
  }

  private RequirementScanner(Set<String> allowedHosts, Optional<IndexUrl> index) {
    this.index = index;
    this.allowedHosts =
        Set.copyOf(allowedHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList());
  }

  /**
   * Scans everything that pip will be given.
   *
   * @throws RequirementRefused if something would leave the view
   * @throws RequirementsUnreadable if a file cannot be read or a line means nothing
   */
  public RequirementSet scan(RequirementSources sources) {
    var scan = new Scan();
    sources.arguments().forEach(text -> scan.requirement(new LogicalLine(COMMAND_LINE, text)));
    List<Path> files = absolute(sources.files());
    List<Path> constraints = absolute(sources.constraints());
    files.forEach(file -> scan.file("-r", file));
    constraints.forEach(file -> scan.file("-c", file));
    if (!sources.held().isEmpty()) {
      scan.texts.add("-c {");
      scan.texts.addAll(sources.held());
      scan.texts.add("}");
    }
    return new RequirementSet(
        sources.arguments(),
        files,
        constraints,
        sources.held(),
        scan.texts,
        scan.indexLines,
        scan.projects,
        scan.formats,
        scan.directUrls);
  }

  private static List<Path> absolute(List<Path> files) {
    return files.stream().map(file -> file.toAbsolutePath().normalize()).toList();
  }

  private final class Scan {
    private final List<String> texts = new ArrayList<>();
    private final Set<String> indexLines = new LinkedHashSet<>();
    private final Set<ProjectName> projects = new LinkedHashSet<>();
    private final List<String> formats = new ArrayList<>();
    private final List<URI> directUrls = new ArrayList<>();
    private final Set<Path> open = new LinkedHashSet<>();

    /** How many of the files that are open only constrain. */
    private int constraining;

    private void file(String option, Path file) {
      if (LOCK.matcher(String.valueOf(file.getFileName())).matches()) {
        throw RequirementRefused.of(
            COMMAND_LINE,
            option + " " + file,
            "is a lock with URLs of its own",
            "a lock needs no resolution: give it to --from-lock");
      }
      // pip reads a file that includes itself for ever, or says so; either way it is no input.
      if (!open.add(file)) {
        throw RequirementsUnreadable.of(file, "it includes itself", null);
      }
      int weight = option.equals("-c") ? 1 : 0;
      constraining += weight;
      texts.add(option + " {");
      RequirementsFile.read(file).forEach(line -> line(file, line));
      texts.add("}");
      constraining -= weight;
      open.remove(file);
    }

    private void line(Path file, LogicalLine line) {
      if (VARIABLE.matcher(line.text()).find()) {
        throw RequirementRefused.of(
            line.where(),
            line.shown(),
            "takes a value from the environment",
            "the environment is no input of a snapshot; write the value itself");
      }
      List<String> tokens = ShellWords.split(line);
      int options = firstOption(tokens);
      if (options > 0) {
        requirement(new LogicalLine(line.where(), String.join(" ", tokens.subList(0, options))));
      }
      options(file, line, tokens.subList(options, tokens.size()));
      texts.add(line.text());
    }

    private void options(Path file, LogicalLine line, List<String> tokens) {
      for (int i = 0; i < tokens.size(); i++) {
        String token = tokens.get(i);
        if (!token.startsWith("-")) {
          continue;
        }
        FileOption option =
            FileOption.of(token)
                .orElseThrow(
                    () ->
                        RequirementsUnreadable.line(
                            line.where(),
                            line.shown(),
                            "has the option " + token + ", which no requirements file may have"));
        String value = OptionValue.of(token, i + 1 < tokens.size() ? tokens.get(i + 1) : "");
        switch (option.effect()) {
          case INCLUDES -> nested("-r", file, line, value);
          case CONSTRAINS -> nested("-c", file, line, value);
          case NAMES_A_PLACE -> requirement(new LogicalLine(line.where(), value));
          case NAMES_THE_INDEX -> index(line, tokens, value);
          case LEAVES_THE_VIEW -> throw elsewhere(line);
          case ALLOWS_FORMATS -> formats.add(option.longName() + "=" + value);
          case SELECTS -> {
            // pip's own business: it decides among the files of the view.
          }
        }
      }
    }

    private void index(LogicalLine line, List<String> tokens, String value) {
      boolean alone = tokens.size() == 1 || tokens.equals(List.of(tokens.get(0), value));
      if (!alone || index.filter(used -> isSame(used, value)).isEmpty()) {
        throw elsewhere(line);
      }
      indexLines.add(line.text());
    }

    private RequirementRefused elsewhere(LogicalLine line) {
      return RequirementRefused.of(
          line.where(),
          line.shown(),
          "names another place to take files from",
          "take the line out; the index is given by --index-url and --extra-index");
    }

    private void nested(String option, Path file, LogicalLine line, String value) {
      if (REMOTE.matcher(value).matches()) {
        throw RequirementRefused.of(
            line.where(),
            line.shown(),
            "takes requirements from a URL",
            "download the file and name it by its path");
      }
      Path parent = file.getParent();
      file(option, (parent == null ? file : parent.resolve(value)).normalize());
    }

    private void requirement(LogicalLine line) {
      RequirementForm form = RequirementForm.of(line.text());
      if (line.where().equals(COMMAND_LINE)) {
        texts.add(line.text().strip());
      }
      if (form instanceof Named named) {
        if (constraining == 0) {
          projects.add(named.project());
        }
      } else if (form instanceof Direct direct) {
        directUrls.add(allowed(line, direct.url()));
      } else if (form instanceof Checkout) {
        throw RequirementRefused.of(
            line.where(),
            line.shown(),
            "is a checkout, of which pip makes another archive each time",
            USE_THE_INDEX);
      } else if (form instanceof Local) {
        throw RequirementRefused.of(
            line.where(),
            line.shown(),
            "is a path of this machine, not of the index",
            USE_THE_INDEX);
      } else if (form instanceof Invalid invalid) {
        throw RequirementsUnreadable.line(line.where(), line.shown(), invalid.reason());
      }
    }

    private URI allowed(LogicalLine line, URI url) {
      if (url.getRawUserInfo() != null) {
        throw RequirementRefused.of(
            line.where(),
            line.shown(),
            "names a user in its URL, which locks, pins and logs would keep",
            "take the archive from a host that asks for no password, or from an index,"
                + " whose password belongs into netrc");
      }
      if (!allowedHosts.contains(url.getHost().toLowerCase(Locale.ROOT))) {
        throw RequirementRefused.of(
            line.where(),
            line.shown(),
            "is a direct URL, which no date fixes",
            USE_THE_INDEX + ", or allow it with --allow-direct-host " + url.getHost());
      }
      return url;
    }
  }

  private static boolean isSame(IndexUrl used, String text) {
    try {
      IndexUrl.WithCredentials named = IndexUrl.parse(text);
      return named.credentials().isEmpty() && named.url().equals(used);
    } catch (UpstreamConfigurationException e) {
      return false;
    }
  }

  private static int firstOption(List<String> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).startsWith("-")) {
        return i;
      }
    }
    return tokens.size();
  }
}
