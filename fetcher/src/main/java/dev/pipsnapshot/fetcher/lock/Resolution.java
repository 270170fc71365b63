package dev.pipsnapshot.fetcher.lock;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.hasher.nix.NixHash;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.SnapshotView;
import java.util.List;
import java.util.Optional;

/**
 * What pip was asked, where it ran, and what came of it.
 *
 * @param layout which version of the directory's layout; the documentation calls it {@code
 *     fetcherVersion}
 * @param view as of when; has a cutoff
 * @param buildCutoff as of when what builds need came, if not as of that view
 * @param pip the version of pip
 * @param python the Python that it ran on
 * @param requirements what was asked for, files in place, in the form of the requirements of a pin
 * @param options other arguments of pip
 * @param key of all inputs, as a pin would have it, whatever an earlier lock held besides; unknown
 *     for inputs that Nix could not spell, and for locks that were written without
 * @param hash of the directory's archive
 */
public record Resolution(
    int layout,
    SnapshotView view,
    Optional<Cutoff> buildCutoff,
    String pip,
    Python python,
    List<String> requirements,
    List<String> options,
    Optional<Sha256> key,
    NixHash hash) {
  public Resolution {
    if (view.cutoff().isEmpty()) {
      throw new IllegalArgumentException("a view without cutoff");
    }
    requirements = List.copyOf(requirements);
    options = List.copyOf(options);
  }

  /**
   * A Python, by what PEP 508 calls its markers.
   *
   * @param implementation such as {@code CPython}
   * @param version such as {@code 3.11.7}
   * @param platform such as {@code linux-x86_64}
   */
  public record Python(String implementation, String version, String platform) {}
}
