package dev.pipsnapshot.proxy.http;

import io.netty.util.NetUtil;

/** How an address is written in a URL and in a {@code Host} header. */
public final class HostText {
  private static final int IPV4_LENGTH = 4;

  private HostText() {}

  /**
   * The spelling that clients send, which is the one that they are given: that of RFC 5952 for an
   * IPv6 address, in brackets.
   *
   * @param address 4 or 16 bytes
   */
  public static String of(byte[] address) {
    String text = NetUtil.bytesToIpAddress(address);
    return address.length == IPV4_LENGTH ? text : "[" + text + "]";
  }

  /** The spelling of {@link #of} for an IPv6 address in brackets; all else as it is. */
  static String canonical(String host) {
    if (!host.startsWith("[") || !host.endsWith("]")) {
      return host;
    }
    byte[] address =
        NetUtil.createByteArrayFromIpAddressString(host.substring(1, host.length() - 1));
    return address == null || address.length == IPV4_LENGTH ? host : of(address);
  }
}
