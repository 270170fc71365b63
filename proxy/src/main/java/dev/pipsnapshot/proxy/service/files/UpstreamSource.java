package dev.pipsnapshot.proxy.service.files;

import dev.pipsnapshot.proxy.cache.ArtifactSource;
import dev.pipsnapshot.proxy.cache.SourceBody;
import dev.pipsnapshot.proxy.upstream.ArtifactClient;
import dev.pipsnapshot.proxy.upstream.FileDownload;
import dev.pipsnapshot.proxy.upstream.UpstreamException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;

/**
 * One file at its host, for one download by the cache. Answers that asking again would not change
 * are thrown unchecked, which ends the download.
 */
final class UpstreamSource implements ArtifactSource {
  private final ArtifactClient client;
  private final URI url;
  private volatile Optional<String> validator = Optional.empty();

  UpstreamSource(ArtifactClient client, URI url) {
    this.client = client;
    this.url = url;
  }

  @Override
  public SourceBody open(long offset) throws IOException {
    try {
      FileDownload download =
          offset == 0 ? client.open(url) : client.resume(url, offset, validator);
      validator = download.validator();
      return new SourceBody(download.firstByte(), download.totalLength(), download.body());
    } catch (UpstreamException.NotFound
        | UpstreamException.Forbidden
        | UpstreamException.Refused
        | UpstreamException.Untrusted e) {
      throw new UncheckedIOException(e);
    } catch (UpstreamException.Unavailable e) {
      // Where its wish was bearable, it has been heeded already.
      if (e.retryAfter().isPresent()) {
        throw new UncheckedIOException(e);
      }
      throw e;
    }
  }
}
