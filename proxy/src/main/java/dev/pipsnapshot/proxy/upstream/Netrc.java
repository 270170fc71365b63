package dev.pipsnapshot.proxy.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The entries of a netrc file: {@code machine}, {@code default}, {@code login}, {@code password},
 * {@code account} and {@code macdef}, tokens in double quotes with backslash escapes, comments from
 * {@code #} where a keyword could stand. As in curl, the first entry for a host counts, and the
 * default only where there is none.
 */
final class Netrc {
  private final List<Entry> entries;

  /** What is known of a host; of all hosts if {@code machine} is empty. */
  private record Entry(Optional<String> machine, Credentials credentials) {}

  private Netrc(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** A file without entries. */
  static Netrc empty() {
    return new Netrc(List.of());
  }

  /**
   * Parses a file's text.
   *
   * @throws UpstreamConfigurationException naming the line, never its content
   */
  static Netrc parse(String text) {
    return new Netrc(new Parser(text).entries());
  }

  /** The credentials for {@code host}. */
  Optional<Credentials> find(String host) {
    Optional<Credentials> ofAllHosts = Optional.empty();
    for (Entry entry : entries) {
      if (entry.machine().isEmpty()) {
        ofAllHosts = ofAllHosts.isEmpty() ? Optional.of(entry.credentials()) : ofAllHosts;
      } else if (entry.machine().get().equals(host)) {
        return Optional.of(entry.credentials());
      }
    }
    return ofAllHosts;
  }

  private static final class Parser {
    private final String text;
    private int position;
    private int line = 1;

    Parser(String text) {
      this.text = text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    List<Entry> entries() {
      var entries = new ArrayList<Entry>();
      Optional<String> keyword = keyword();
      while (keyword.isPresent()) {
        switch (keyword.get()) {
          case "machine" ->
              keyword = entry(Optional.of(value("machine").toLowerCase(Locale.ROOT)), entries);
          case "default" -> keyword = entry(Optional.empty(), entries);
          case "macdef" -> {
            skipMacro();
            keyword = keyword();
          }
          default -> throw wrong("a keyword is expected: machine, default or macdef");
        }
      }
      return entries;
    }

    /** Reads an entry and gives the keyword after it. */
    private Optional<String> entry(Optional<String> machine, List<Entry> entries) {
      String login = "";
      String password = "";
      while (true) {
        Optional<String> keyword = keyword();
        switch (keyword.orElse("")) {
          case "login", "user" -> login = value("login");
          case "password" -> password = value("password");
          case "account" -> value("account");
          case "macdef" -> skipMacro();
          default -> {
            entries.add(new Entry(machine, new Credentials(login, password)));
            return keyword;
          }
        }
      }
    }

    private Optional<String> keyword() {
      skipSpace();
      while (position < text.length() && text.charAt(position) == '#') {
        skipLine();
        skipSpace();
      }
      return position == text.length() ? Optional.empty() : Optional.of(token());
    }

    private String value(String keyword) {
      skipSpace();
      if (position == text.length()) {
        throw wrong("nothing follows " + keyword);
      }
      return token();
    }

    private String token() {
      boolean quoted = text.charAt(position) == '"';
      if (quoted) {
        position++;
      }
      var token = new StringBuilder();
      while (position < text.length()) {
        char c = text.charAt(position);
        boolean ends = quoted ? c == '"' : Character.isWhitespace(c);
        if (ends) {
          position += quoted ? 1 : 0;
          return token.toString();
        }
        if (c == '\n') {
          throw wrong("a quote is not closed");
        }
        if (c == '\\' && position + 1 < text.length()) {
          position++;
          c = text.charAt(position);
        }
        token.append(c);
        position++;
      }
      if (quoted) {
        throw wrong("a quote is not closed");
      }
      return token.toString();
    }

    /** A macro ends at an empty line or with the file. */
    private void skipMacro() {
      value("macdef");
      skipLine();
      while (position < text.length()) {
        int start = position;
        skipLine();
        if (text.substring(start, position).isBlank()) {
          return;
        }
      }
    }

    private void skipLine() {
      while (position < text.length() && text.charAt(position) != '\n') {
        position++;
      }
      if (position < text.length()) {
        position++;
        line++;
      }
    }

    private void skipSpace() {
      while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
        if (text.charAt(position) == '\n') {
          line++;
        }
        position++;
      }
    }

    private UpstreamConfigurationException wrong(String what) {
      return UpstreamConfigurationException.of(
          "invalid-netrc",
          "the netrc file has an error in line " + line + ": " + what,
          "write: machine HOST login USER password PASSWORD");
    }
  }
}
