package dev.pipsnapshot.proxy.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The hosts of {@code NO_PROXY}, as curl reads it: names with all below them, with or without a
 * leading dot, addresses, CIDR blocks, {@code *}, each with an optional port. Loopback hosts are
 * always among them.
 */
final class NoProxy {
  private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");

  private final List<Predicate<Origin>> rules;

  private NoProxy(List<Predicate<Origin>> rules) {
    this.rules = List.copyOf(rules);
  }

  static NoProxy parse(String value) {
    var rules = new ArrayList<Predicate<Origin>>();
    for (String item : SEPARATOR.split(value.toLowerCase(Locale.ROOT), -1)) {
      if (!item.isEmpty()) {
        rules.add(rule(item));
      }
    }
    return new NoProxy(rules);
  }

  /** Whether {@code origin} is asked without a proxy. */
  boolean matches(Origin origin) {
    if (AddressKind.isLoopbackName(origin.host())) {
      return true;
    }
    for (Predicate<Origin> rule : rules) {
      if (rule.test(origin)) {
        return true;
      }
    }
    return false;
  }

  private static Predicate<Origin> rule(String item) {
    if (item.equals("*")) {
      return origin -> true;
    }
    int slash = item.indexOf('/');
    if (slash > 0) {
      return block(item.substring(0, slash), item.substring(slash + 1));
    }
    String host = item;
    int port = -1;
    int colon = item.lastIndexOf(':');
    boolean bracketed = item.startsWith("[");
    if (colon > 0 && (bracketed ? item.indexOf(']') < colon : item.indexOf(':') == colon)) {
      try {
        port = Integer.parseInt(item.substring(colon + 1));
        host = item.substring(0, colon);
      } catch (NumberFormatException e) {
        return origin -> false;
      }
    }
    String bare = bracketed ? host.substring(1, Math.max(1, host.indexOf(']'))) : host;
    String name = bare.replaceFirst("^\\*?\\.", "");
    int wanted = port;
    return origin ->
        (wanted < 0 || wanted == origin.port())
            && (origin.host().equals(name) || origin.host().endsWith("." + name));
  }

  private static Predicate<Origin> block(String network, String prefix) {
    try {
      int bits = Integer.parseInt(prefix);
      byte[] base =
          AddressKind.literal(network).map(InetAddress::getAddress).orElseGet(() -> new byte[0]);
      return origin -> base.length > 0 && startsWith(origin.host(), base, bits);
    } catch (NumberFormatException | UnknownHostException e) {
      return origin -> false;
    }
  }

  private static boolean startsWith(String host, byte[] base, int bits) {
    try {
      Optional<InetAddress> address = AddressKind.literal(host);
      return address.isPresent() && startsWith(address.get().getAddress(), base, bits);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean startsWith(byte[] address, byte[] base, int bits) {
    if (address.length != base.length || bits < 0 || bits > 8 * base.length) {
      return false;
    }
    int whole = bits / 8;
    int rest = 8 - bits % 8;
    return Arrays.equals(address, 0, whole, base, 0, whole)
        && (rest == 8 || (address[whole] & 0xff) >> rest == (base[whole] & 0xff) >> rest);
  }
}
