package dev.pipsnapshot.fetcher.run;

import dev.pipsnapshot.fetcher.lock.LockTarget;
import dev.pipsnapshot.fetcher.output.ExistingOutput;
import dev.pipsnapshot.fetcher.pin.PinnedRequest;
import dev.pipsnapshot.fetcher.pip.PipOptions;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import dev.pipsnapshot.fetcher.requirements.RequirementSources;
import dev.pipsnapshot.hasher.nix.NixHash;
import dev.pipsnapshot.proxy.ProxySettings;
import dev.pipsnapshot.proxy.index.Cutoff;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be fetched, with what, and whereto.
 *
 * @param requirements what is asked for
 * @param pipOptions which files of it
 * @param python with which Python and pip
 * @param index from which index, as of when, through which cache; its view has a cutoff
 * @param buildCutoff as of when what builds need comes, if not as of that view
 * @param output whereto
 * @param directHosts hosts that direct URLs may name
 * @param wishes what else
 * @param pinned all of that as a pin keeps it, but for what an earlier lock holds; empty where no
 *     pin could
 */
public record FetchRequest(
    RequirementSources requirements,
    PipOptions pipOptions,
    Python python,
    ProxySettings index,
    Optional<Cutoff> buildCutoff,
    Output output,
    Set<String> directHosts,
    Set<Wish> wishes,
    Optional<PinnedRequest> pinned) {
  public FetchRequest {
    directHosts = Set.copyOf(directHosts);
    wishes = Set.copyOf(wishes);
  }

  /**
   * A Python and a pip.
   *
   * @param executable a path, or a name to look up
   * @param pip the version of pip to use; otherwise the one that the Python has
   */
  public record Python(String executable, Optional<PipVersion> pip) {}

  /**
   * A destination.
   *
   * @param directory what is to appear
   * @param existing what to do if it holds something
   * @param expected the NAR hash without which it must not appear
   * @param lock the lock to write beside
   */
  public record Output(
      Path directory,
      ExistingOutput existing,
      Optional<NixHash> expected,
      Optional<LockTarget> lock) {
    /** A destination without a lock. */
    public Output(Path directory, ExistingOutput existing, Optional<NixHash> expected) {
      this(directory, existing, expected, Optional.empty());
    }
  }

  /** What can be wished for besides. */
  public enum Wish {
    /** The files that building the source distributions needs. */
    BUILD_REQUIRES,
    /** The digests of all files of the chosen versions. */
    ALL_DIGESTS,
    /** That pip decides again, whatever it decided before. */
    RESOLVE_AGAIN
  }
}
