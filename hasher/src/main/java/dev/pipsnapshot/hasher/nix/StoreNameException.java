package dev.pipsnapshot.hasher.nix;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;

/** A name that Nix would not take into its store. */
public final class StoreNameException extends NixException {
  private static final long serialVersionUID = 1L;

  StoreNameException(String name, String reason) {
    super(
        Diagnostic.of(
                Category.USAGE,
                "invalid-store-name",
                "'" + name + "' cannot be the name of a store path: " + reason)
            .withHint("use 1 to 211 of the letters a-z A-Z, digits and + - . _ ? ="));
  }
}
