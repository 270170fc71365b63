package dev.pipsnapshot.proxy.upstream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import javax.net.ssl.SSLException;

/** Reads what the HTTP client throws. */
final class TransportFailures {
  /** OkHttp's words for a 407 to CONNECT, which has no type of its own. */
  private static final String PROXY_WANTS_CREDENTIALS = "Failed to authenticate with proxy";

  private TransportFailures() {}

  /** A failure before the headers were there. */
  static UpstreamException beforeAnswer(URI url, IOException failure) {
    if (failure instanceof UpstreamException told) {
      return told;
    }
    if (failure instanceof AddressPolicy.ForbiddenAddressException forbidden) {
      return new UpstreamException.Refused(url, String.valueOf(forbidden.getMessage()));
    }
    if (PROXY_WANTS_CREDENTIALS.equals(failure.getMessage())) {
      return new UpstreamException.Forbidden(url, 407);
    }
    if (isTimeout(failure)) {
      return new UpstreamException.TimedOut(url, failure);
    }
    if (failure instanceof SSLException && !isConnectionLoss(failure)) {
      return new UpstreamException.Untrusted(url, failure);
    }
    return UpstreamException.Unavailable.unreachable(url, failure);
  }

  /** A failure in the middle of a body. */
  static UpstreamException inBody(URI url, IOException failure) {
    if (failure instanceof UpstreamException told) {
      return told;
    }
    return isTimeout(failure)
        ? new UpstreamException.TimedOut(url, failure)
        : new UpstreamException.Truncated(url, failure);
  }

  private static boolean isTimeout(IOException failure) {
    return failure instanceof SocketTimeoutException
        || (failure instanceof InterruptedIOException && "timeout".equals(failure.getMessage()));
  }

  private static boolean isConnectionLoss(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException || cause instanceof SocketException) {
        return true;
      }
    }
    return false;
  }
}
