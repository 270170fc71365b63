package dev.pipsnapshot.fetcher.pin;

/**
 * Everything that decides the hash of a fetch, as far as a Nix expression can know it too.
 *
 * @param request what is asked for
 * @param python who decides
 */
public record PinInputs(PinnedRequest request, PinnedPython python) {

  /** The key under which the hash is kept. */
  public PinKey key() {
    return PinKey.of(PinInputsJson.write(this));
  }

  /** What they are, for people, in one line. */
  public String label() {
    return PinLabel.of(this);
  }

  /** The text that the key is the digest of. */
  public String canonicalJson() {
    return CanonicalJson.of(PinInputsJson.write(this));
  }
}
