package dev.pipsnapshot.fetcher.pin;

import dev.pipsnapshot.proxy.upstream.NameGlob;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The indexes of a fetch, without credentials.
 *
 * @param url the default one's
 * @param extra the others, by name
 */
public record PinnedIndex(String url, Map<String, Extra> extra) {
  public PinnedIndex {
    extra = Map.copyOf(extra);
  }

  /**
   * An index that owns some names.
   *
   * @param url where it is
   * @param owns patterns of the names
   */
  public record Extra(String url, List<String> owns) {
    public Extra {
      owns = List.copyOf(owns);
    }
  }

  /** What is written of these indexes. */
  public static PinnedIndex of(Upstreams upstreams) {
    var extra = new TreeMap<String, Extra>();
    upstreams
        .owners()
        .forEach(
            owner ->
                extra.put(
                    owner.upstream().name(),
                    new Extra(
                        owner.upstream().index().toString(),
                        owner.globs().stream().map(NameGlob::toString).toList())));
    return new PinnedIndex(upstreams.defaultIndex().index().toString(), extra);
  }

  /**
   * The indexes that are meant.
   *
   * @throws dev.pipsnapshot.proxy.upstream.UpstreamConfigurationException if they have no meaning
   */
  public Upstreams upstreams() {
    List<String> urls = new ArrayList<>();
    List<String> owns = new ArrayList<>();
    new TreeMap<>(extra)
        .forEach(
            (name, index) -> {
              urls.add(name + "=" + index.url());
              index.owns().forEach(glob -> owns.add(name + "=" + glob));
            });
    return Upstreams.parse(url, urls, owns);
  }
}
