package dev.pipsnapshot.fetcher.pin;

import dev.pipsnapshot.fetcher.failure.PinsUnusable;
import dev.pipsnapshot.fetcher.pip.PipOptions;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a fetch is asked for.
 *
 * @param view as of when
 * @param index from where
 * @param requirements what the requirements say, as of a {@code RequirementSet}
 * @param options which files of them
 * @param buildRequires with what building them needs
 * @param directHosts hosts that direct URLs may name, in lower case
 */
public record PinnedRequest(
    PinnedView view,
    PinnedIndex index,
    List<String> requirements,
    PipOptions options,
    boolean buildRequires,
    SortedSet<String> directHosts) {
  public PinnedRequest {
    requirements = List.copyOf(requirements);
    directHosts = Collections.unmodifiableSortedSet(new TreeSet<>(directHosts));
  }

  /** The form of these hosts that counts. */
  public static SortedSet<String> hosts(Collection<String> hosts) {
    var lowerCase = new TreeSet<String>();
    hosts.forEach(host -> lowerCase.add(host.toLowerCase(Locale.ROOT)));
    return lowerCase;
  }

  /** Whether Nix derives the same key. */
  public boolean isPortable() {
    return Stream.concat(requirements.stream(), options.mainRun().stream())
        .allMatch(CanonicalJson::isPortable);
  }

  /**
   * Makes sure that Nix derives the same key.
   *
   * @throws PinsUnusable if it might not
   */
  public void requirePortable() {
    requirements.forEach(text -> requirePortable("the requirement", text));
    options.mainRun().forEach(text -> requirePortable("the option", text));
  }

  private static void requirePortable(String what, String text) {
    if (!CanonicalJson.isPortable(text)) {
      throw PinsUnusable.cannotPin(
          what + " '" + text + "' has control characters, which versions of Nix spell differently",
          "take them out");
    }
  }
}
