package dev.pipsnapshot.fetcher.check;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.fetcher.drift.Drift;
import dev.pipsnapshot.hasher.nix.NixHash;
import java.util.Optional;

/** What came of checking one pin. */
public sealed interface PinVerdict {
  /** The pin's key, as it stands in the file. */
  String key();

  /**
   * For programs: {@code holds}, {@code off}, {@code broken}, {@code missing}, {@code refused},
   * {@code elsewhere} or {@code failed}.
   */
  String word();

  /** The same inputs give the same hash. */
  record Holds(String key, NixHash hash) implements PinVerdict {
    @Override
    public String word() {
      return "holds";
    }
  }

  /**
   * The same inputs give another hash.
   *
   * @param pinned the hash in the file
   * @param found the hash of today
   * @param drift what is different, where a lock says what was there
   */
  record Off(String key, NixHash pinned, NixHash found, Optional<Drift> drift)
      implements PinVerdict {
    @Override
    public String word() {
      return "off";
    }
  }

  /**
   * It says nothing that could be checked.
   *
   * @param reason why, as a clause
   */
  record Broken(String key, String reason) implements PinVerdict {
    @Override
    public String word() {
      return "broken";
    }
  }

  /** The file has no pin of these inputs. */
  record Missing(String key) implements PinVerdict {
    @Override
    public String word() {
      return "missing";
    }
  }

  /**
   * It cannot be checked like this.
   *
   * @param reason why, as a clause
   */
  record Refused(String key, String reason) implements PinVerdict {
    @Override
    public String word() {
      return "refused";
    }
  }

  /**
   * It belongs to another kind of machine, and must be checked there.
   *
   * @param platform of that machine
   */
  record Elsewhere(String key, String platform) implements PinVerdict {
    @Override
    public String word() {
      return "elsewhere";
    }
  }

  /**
   * It could not be fetched.
   *
   * @param diagnostic why
   */
  record Failed(String key, Diagnostic diagnostic) implements PinVerdict {
    @Override
    public String word() {
      return "failed";
    }
  }
}
