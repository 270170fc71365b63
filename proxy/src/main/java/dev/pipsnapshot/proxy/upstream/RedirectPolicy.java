package dev.pipsnapshot.proxy.upstream;

import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Which redirects of one index are followed.
 *
 * @param max how many in a row
 * @param home where pages of projects have to come from, if not from wherever the index says
 */
record RedirectPolicy(int max, Optional<IndexUrl> home) {
  /** Whether an answer with this status leads elsewhere. */
  static boolean isRedirect(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  /**
   * Where a redirect leads, without user information: that is not ours to send.
   *
   * @param from what redirects
   * @param location the header's value
   * @param earlier how many redirects led to {@code from}
   * @throws UpstreamException if it is not followed
   */
  HttpUrl target(Transport.Ask ask, HttpUrl from, String location, int earlier)
      throws UpstreamException {
    HttpUrl to = from.resolve(location);
    if (to == null) {
      throw new UpstreamException.Refused(from.uri(), "it redirects to no http or https URL");
    }
    if (from.isHttps() && !to.isHttps()) {
      throw new UpstreamException.Refused(to.uri(), "a redirect leads from https to http");
    }
    if (leavesHome(ask, to)) {
      throw UpstreamException.Refused.ownedElsewhere(from.uri(), to.uri());
    }
    if (earlier >= max) {
      throw new UpstreamException.Malformed(ask.url(), "more than " + max + " redirects in a row");
    }
    return to.newBuilder().username("").password("").build();
  }

  /** Whether the page of a name with an owner is to come from elsewhere than its owner. */
  private boolean leavesHome(Transport.Ask ask, HttpUrl to) {
    return home.isPresent() && ask.purpose().isOfProject() && !isAt(home.get(), to);
  }

  /** Whether it is at the index's origin, or at the same host by a safer scheme. */
  private static boolean isAt(IndexUrl index, HttpUrl url) {
    Origin origin = Origin.of(index.uri());
    return origin.host().equals(url.host())
        && (origin.port() == url.port() || (origin.scheme().equals("http") && url.port() == 443));
  }
}
