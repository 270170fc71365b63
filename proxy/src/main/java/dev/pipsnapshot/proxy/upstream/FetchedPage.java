package dev.pipsnapshot.proxy.upstream;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;

/** A page as upstream gave it: whole, decoded, not yet parsed. */
public final class FetchedPage {
  private final URI finalUrl;
  private final String contentType;
  private final byte[] body;
  private final Instant fetchedAt;
  private final Validators validators;

  /** A page with these properties; {@code body} must not be changed afterwards. */
  public FetchedPage(
      URI finalUrl, String contentType, byte[] body, Instant fetchedAt, Validators validators) {
    this.finalUrl = requireNonNull(finalUrl, "finalUrl is null");
    this.contentType = requireNonNull(contentType, "contentType is null");
    this.body = requireNonNull(body, "body is null");
    this.fetchedAt = requireNonNull(fetchedAt, "fetchedAt is null");
    this.validators = requireNonNull(validators, "validators is null");
  }

  /** Where it was found after redirects: the base of its relative links. */
  public URI finalUrl() {
    return finalUrl;
  }

  /** The {@code Content-Type} header, empty if there was none. */
  public String contentType() {
    return contentType;
  }

  /** The bytes, without content coding; shared, so not to be changed. */
  public byte[] body() {
    return body;
  }

  /** When the request was sent: everything uploaded before had its chance to be on the page. */
  public Instant fetchedAt() {
    return fetchedAt;
  }

  /** What the page can be revalidated with. */
  public Validators validators() {
    return validators;
  }
}
