package dev.pipsnapshot.proxy.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the links and redirects of one index from leading into networks where it is not itself. It
 * is the name service of the HTTP client, so what is checked is what is connected to, and a name
 * that changes its address between check and use gains nothing.
 *
 * <p>Allowed are public addresses, the index's own host wherever it is, and addresses of the same
 * kind as it has. What another index may is no excuse. Where an HTTP proxy resolves names, only
 * addresses and loopback names are checked; the rest is up to that proxy.
 */
final class AddressPolicy implements Dns {
  private final String indexHost;
  private final Dns resolver;
  private volatile @Nullable Set<AddressKind> indexKinds;

  AddressPolicy(String indexHost, Dns resolver) {
    this.indexHost = indexHost;
    this.resolver = resolver;
  }

  /** The name leads to forbidden addresses only. */
  static final class ForbiddenAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(String message) {
      super(message);
    }
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    List<InetAddress> addresses = resolver.lookup(host);
    if (indexHost.equals(host)) {
      return addresses;
    }
    List<InetAddress> allowed = addresses.stream().filter(this::isAllowed).toList();
    if (allowed.isEmpty()) {
      throw new ForbiddenAddressException(
          host + " has " + article(AddressKind.of(addresses.get(0))) + " address");
    }
    return allowed;
  }

  /** Why {@code host} may not be asked, as far as that shows without a name service. */
  Optional<String> objection(String host) {
    if (indexHost.equals(host)) {
      return Optional.empty();
    }
    try {
      Optional<InetAddress> literal = AddressKind.literal(host);
      if (literal.isPresent()) {
        return literal
            .filter(address -> !isAllowed(address))
            .map(address -> host + " is " + article(AddressKind.of(address)) + " address");
      }
    } catch (UnknownHostException e) {
      return Optional.of(host + " is no address");
    }
    return AddressKind.isLoopbackName(host) && !indexKinds().contains(AddressKind.LOOPBACK)
        ? Optional.of(host + " is this machine")
        : Optional.empty();
  }

  private boolean isAllowed(InetAddress address) {
    AddressKind kind = AddressKind.of(address);
    return kind == AddressKind.PUBLIC || indexKinds().contains(kind);
  }

  private Set<AddressKind> indexKinds() {
    Set<AddressKind> known = indexKinds;
    return known == null ? resolveKinds() : known;
  }

  private Set<AddressKind> resolveKinds() {
    try {
      Set<AddressKind> kinds = EnumSet.noneOf(AddressKind.class);
      Optional<InetAddress> literal = AddressKind.literal(indexHost);
      for (InetAddress address :
          literal.isPresent() ? List.of(literal.get()) : resolver.lookup(indexHost)) {
        kinds.add(AddressKind.of(address));
      }
      indexKinds = kinds;
      return kinds;
    } catch (UnknownHostException e) {
      // Not remembered: the index may be back the next time.
      return Set.of();
    }
  }

  private static String article(AddressKind kind) {
    return switch (kind) {
      case PUBLIC -> "a public";
      case LOOPBACK -> "a loopback";
      case PRIVATE -> "a private";
      case LINK_LOCAL -> "a link-local";
      case MULTICAST -> "a multicast";
      case RESERVED -> "a reserved";
    };
  }
}
