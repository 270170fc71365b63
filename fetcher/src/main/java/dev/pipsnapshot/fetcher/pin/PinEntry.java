package dev.pipsnapshot.fetcher.pin;

import dev.pipsnapshot.hasher.nix.NixHash;

/** One member of a pin file. */
public sealed interface PinEntry {
  /** Its key, as it stands in the file. */
  String key();

  /**
   * A hash, and the inputs that it belongs to.
   *
   * @param hash the NAR hash of the directory
   * @param inputs what gives it
   */
  record Pin(NixHash hash, PinInputs inputs) implements PinEntry {
    @Override
    public String key() {
      return inputs.key().toString();
    }
  }

  /**
   * A member that says nothing.
   *
   * @param key as it stands in the file
   * @param reason what is wrong with it, as a sentence without a final full stop
   */
  record Broken(String key, String reason) implements PinEntry {}
}
