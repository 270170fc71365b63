package dev.pipsnapshot.proxy.upstream;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kinds of networks that an address can be in (IANA special-purpose address registries). */
enum AddressKind {
  PUBLIC,
  LOOPBACK,
  PRIVATE,
  LINK_LOCAL,
  MULTICAST,
  RESERVED;

  // Whatever could be read as an address by some resolver, canonical or not.
  private static final Pattern LITERAL =
      Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.%\\w]*");

  /** Where {@code address} is, also if it is wrapped in an IPv6 address. */
  static AddressKind of(InetAddress address) {
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return LOOPBACK;
    }
    if (address.isMulticastAddress()) {
      return MULTICAST;
    }
    if (address.isLinkLocalAddress()) {
      return LINK_LOCAL;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? ofV4(bytes) : ofV6(address, bytes);
  }

  /** The address that {@code host} spells, without asking any name service. */
  static Optional<InetAddress> literal(String host) throws UnknownHostException {
    return LITERAL.matcher(host).matches()
        ? Optional.of(InetAddress.getByName(host))
        : Optional.empty();
  }

  /** Whether {@code host} means this machine whatever a name service may say (RFC 6761). */
  static boolean isLoopbackName(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return true;
    }
    try {
      Optional<InetAddress> address = literal(name);
      return address.isPresent() && of(address.get()) == LOOPBACK;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static AddressKind ofV4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean carrierGrade = first == 100 && (second & 0xc0) == 64;
    boolean rfc1918 =
        first == 10 || (first == 172 && (second & 0xf0) == 16) || (first == 192 && second == 168);
    if (rfc1918 || carrierGrade) {
      return PRIVATE;
    }
    boolean protocol = first == 192 && second == 0 && bytes[2] == 0;
    boolean benchmark = first == 198 && (second & 0xfe) == 18;
    return first == 0 || first >= 240 || protocol || benchmark ? RESERVED : PUBLIC;
  }

  private static AddressKind ofV6(InetAddress address, byte[] bytes) {
    if (address.isSiteLocalAddress() || (bytes[0] & 0xfe) == 0xfc) {
      return PRIVATE;
    }
    if (startsWith(bytes, 0x20, 0x02)) {
      return embedded(bytes, 2);
    }
    if (startsWith(bytes, 0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)
        || startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) {
      return embedded(bytes, 12);
    }
    // Teredo and local NAT64 hide an IPv4 address; nothing public is reached only through them.
    boolean tunnel = startsWith(bytes, 0x20, 0x01, 0, 0) || startsWith(bytes, 0, 0x64, 0xff, 0x9b);
    return tunnel || startsWith(bytes, 0x01, 0) ? RESERVED : PUBLIC;
  }

  private static AddressKind embedded(byte[] bytes, int offset) {
    try {
      return of(InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + 4)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an IPv4 address", e);
    }
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
