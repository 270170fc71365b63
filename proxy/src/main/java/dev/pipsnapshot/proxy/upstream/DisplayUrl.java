package dev.pipsnapshot.proxy.upstream;

import java.net.URI;
import java.util.Optional;

/** A URL as it may be logged and shown: without user information and without query values. */
public final class DisplayUrl {
  private final String text;

  private DisplayUrl(String text) {
    this.text = text;
  }

  /** What may be shown of {@code url}; a signed URL's query is as secret as a password. */
  public static DisplayUrl of(URI url) {
    String authority = Optional.ofNullable(url.getRawAuthority()).orElse("");
    String scheme = url.getScheme() == null ? "" : url.getScheme() + ":";
    String path = Optional.ofNullable(url.getRawPath()).orElse("");
    return new DisplayUrl(
        scheme
            + (authority.isEmpty()
                ? ""
                : "//" + authority.substring(authority.lastIndexOf('@') + 1))
            + path
            + (url.getRawQuery() == null ? "" : "?..."));
  }

  @Override
  public String toString() {
    return text;
  }
}
