package dev.pipsnapshot.proxy.upstream;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The indexes, and which of them owns which project names. Every name has exactly one owner, and no
 * other index is ever asked for it: that is what keeps dependency confusion out.
 */
public final class Upstreams {
  private static final String REFERENCE_NAME = "reference";

  private final Upstream defaultIndex;
  private final List<Owner> owners;
  private final Set<Integer> missing;

  /**
   * A further index and the names it owns.
   *
   * @param upstream the index
   * @param globs patterns of the names, at least one
   */
  public record Owner(Upstream upstream, List<NameGlob> globs) {
    public Owner {
      globs = List.copyOf(globs);
    }

    private boolean claims(ProjectName project) {
      for (NameGlob glob : globs) {
        if (glob.matches(project)) {
          return true;
        }
      }
      return false;
    }
  }

  private Upstreams(Upstream defaultIndex, List<Owner> owners, Set<Integer> missing) {
    this.defaultIndex = defaultIndex;
    this.owners = List.copyOf(owners);
    this.missing = Set.copyOf(missing);
  }

  /** One index for all names. */
  public static Upstreams of(Upstream defaultIndex) {
    return new Upstreams(defaultIndex, List.of(), Set.of());
  }

  /**
   * Parses the values of {@code --index-url}, {@code --extra-index NAME=URL} and {@code --owns
   * NAME=GLOB}.
   *
   * @throws UpstreamConfigurationException if one of them has no meaning, if an index owns nothing
   *     or is not there, or if two indexes could own one name
   */
  public static Upstreams parse(String indexUrl, List<String> extraIndexes, List<String> owns) {
    Map<String, Upstream> named = new LinkedHashMap<>();
    for (String extra : extraIndexes) {
      Pair pair = Pair.parse("--extra-index", "NAME=URL", extra);
      if (pair.name().equals(Upstream.DEFAULT_NAME)
          || named.put(pair.name(), Upstream.parse(pair.name(), pair.value())) != null) {
        throw UpstreamConfigurationException.of(
            "duplicate-index-name",
            "two indexes are called '" + pair.name() + "'",
            "give each --extra-index a name of its own");
      }
    }
    Map<String, List<NameGlob>> globs = new LinkedHashMap<>();
    for (String name : named.keySet()) {
      globs.put(name, new ArrayList<>());
    }
    for (String own : owns) {
      Pair pair = Pair.parse("--owns", "NAME=GLOB", own);
      List<NameGlob> list = globs.get(pair.name());
      if (list == null) {
        throw UpstreamConfigurationException.of(
            "unknown-index-name",
            "--owns " + own + ": there is no index called '" + pair.name() + "'",
            "add --extra-index " + pair.name() + "=URL");
      }
      list.add(NameGlob.parse(pair.value()));
    }
    var owners = new ArrayList<Owner>();
    for (Upstream upstream : named.values()) {
      owners.add(owner(upstream, globs.getOrDefault(upstream.name(), List.of())));
    }
    refuseOverlaps(owners);
    return new Upstreams(Upstream.parse(Upstream.DEFAULT_NAME, indexUrl), owners, Set.of());
  }

  /**
   * The same, where an answer of another HTTP status, too, means that there is no such project.
   *
   * @param status value of {@code --missing-project}
   * @throws UpstreamConfigurationException if it is none that can mean this
   */
  public Upstreams missingOn(String status) {
    if (!status.equals("403")) {
      throw UpstreamConfigurationException.of(
          "invalid-missing-project",
          "--missing-project " + status + " is no status that can mean this",
          "write 403, or leave the option out: 404 and 410 always mean it");
    }
    return new Upstreams(defaultIndex, owners, Set.of(403));
  }

  /**
   * Whether an answer of {@code status} means that there is no such project, besides 404 and 410.
   */
  boolean isMissing(int status) {
    return missing.contains(status);
  }

  /** The one index that is asked for {@code project}. */
  public Upstream ownerOf(ProjectName project) {
    for (Owner owner : owners) {
      if (owner.claims(project)) {
        return owner.upstream();
      }
    }
    return defaultIndex;
  }

  /**
   * The indexes that tell when a file was uploaded of which others have copies: the default index
   * for names that others own, PyPI for the rest. Only ever asked for times.
   */
  public Upstreams references() {
    var reference =
        defaultIndex.index().equals(IndexUrl.PYPI)
            ? defaultIndex
            : new Upstream(REFERENCE_NAME, IndexUrl.PYPI, Optional.empty());
    return new Upstreams(
        reference,
        owners.stream().map(owner -> new Owner(defaultIndex, owner.globs())).toList(),
        Set.of());
  }

  /** The index that owns whatever no other owns. */
  public Upstream defaultIndex() {
    return defaultIndex;
  }

  /** The indexes that own some names, in the order in which they were given. */
  public List<Owner> owners() {
    return owners;
  }

  /** All that decides which index is asked for which name, as text without credentials. */
  public String fingerprint() {
    var text = new StringBuilder(defaultIndex.index().toString());
    owners.forEach(
        owner ->
            text.append(";")
                .append(owner.upstream().index())
                .append(owner.globs().stream().map(NameGlob::toString).sorted().toList()));
    missing.forEach(status -> text.append(";missing=").append(status));
    return text.toString();
  }

  /** All of them, the default first. */
  public List<Upstream> all() {
    var all = new ArrayList<Upstream>();
    all.add(defaultIndex);
    for (Owner owner : owners) {
      all.add(owner.upstream());
    }
    return List.copyOf(all);
  }

  private static Owner owner(Upstream upstream, List<NameGlob> globs) {
    if (globs.isEmpty()) {
      throw UpstreamConfigurationException.of(
          "index-owns-nothing",
          "the index '" + upstream.name() + "' owns no names, so it would never be asked",
          "say which: --owns " + upstream.name() + "=GLOB");
    }
    return new Owner(upstream, globs);
  }

  private static void refuseOverlaps(List<Owner> owners) {
    for (int i = 0; i < owners.size(); i++) {
      for (Owner later : owners.subList(i + 1, owners.size())) {
        refuseOverlap(owners.get(i), later);
      }
    }
  }

  private static void refuseOverlap(Owner left, Owner right) {
    for (NameGlob one : left.globs()) {
      for (NameGlob other : right.globs()) {
        if (one.overlaps(other)) {
          throw UpstreamConfigurationException.of(
              "ambiguous-owner",
              "'%s' of index '%s' and '%s' of index '%s' could own one and the same name"
                  .formatted(one, left.upstream().name(), other, right.upstream().name()),
              "make the patterns of --owns so narrow that no name matches two indexes");
        }
      }
    }
  }

  private record Pair(String name, String value) {
    static Pair parse(String option, String form, String text) {
      int equals = text.indexOf('=');
      if (equals <= 0 || equals == text.length() - 1) {
        throw UpstreamConfigurationException.of(
            "invalid-option",
            option + " has no '='-separated name and value",
            "write " + option + " " + form);
      }
      return new Pair(text.substring(0, equals), text.substring(equals + 1));
    }
  }
}
