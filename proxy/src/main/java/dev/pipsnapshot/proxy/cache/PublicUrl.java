package dev.pipsnapshot.proxy.cache;

import java.net.URI;
import java.util.regex.Pattern;

/** A URL as it may be written to disk: without user and password. */
public final class PublicUrl {
  private static final Pattern USER_INFO = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@");

  private PublicUrl() {}

  public static String of(URI url) {
    return USER_INFO.matcher(url.toString()).replaceFirst("$1");
  }
}
