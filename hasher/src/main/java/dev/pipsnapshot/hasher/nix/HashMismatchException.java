package dev.pipsnapshot.hasher.nix;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import java.util.List;

/** Something has another hash than was specified, told in Nix's own form. */
public final class HashMismatchException extends NixException {
  private static final long serialVersionUID = 1L;

  private final transient NixHash specified;
  private final transient NixHash got;

  /**
   * Says that {@code subject} was to have the hash {@code specified} and has {@code got}.
   *
   * @param subject what was hashed, for people; a path as a rule
   */
  public HashMismatchException(String subject, NixHash specified, NixHash got) {
    super(
        Diagnostic.of(Category.MISMATCH, "hash-mismatch", "hash mismatch in '" + subject + "':")
            .withContext(List.of("specified: " + specified.sri(), "   got:    " + got.sri())));
    this.specified = specified;
    this.got = got;
  }

  /** The hash that was asked for. */
  public NixHash specified() {
    return specified;
  }

  /** The hash that was found. */
  public NixHash got() {
    return got;
  }
}
