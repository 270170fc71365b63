package dev.pipsnapshot.hasher.nix;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;

/** A text that spells no hash, or one of another algorithm than asked for. */
public final class HashSyntaxException extends NixException {
  private static final long serialVersionUID = 1L;

  HashSyntaxException(String text, String reason) {
    super(
        Diagnostic.of(Category.USAGE, "invalid-hash", "'" + text + "' is no hash: " + reason)
            .withHint("write it as sha256-BASE64, sha256:NIX32 or sha256:HEX"));
  }
}
