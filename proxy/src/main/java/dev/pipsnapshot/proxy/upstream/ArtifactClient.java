package dev.pipsnapshot.proxy.upstream;

import dev.pipsnapshot.proxy.body.ByteRange;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Fetches files by the URLs that index pages list. URLs that lead where the index itself is not
 * (loopback, private and other special networks) are refused. Safe for use by many threads.
 */
public interface ArtifactClient {
  /**
   * Opens the file from its first byte. Blocks until the headers are there, so it is for worker
   * threads.
   */
  FileDownload open(URI url) throws UpstreamException;

  /**
   * Opens the file from {@code offset}, or from 0 where upstream cannot: see {@link
   * FileDownload#firstByte}. Blocks like {@link #open}.
   *
   * @param offset how many bytes are at hand, more than 0
   * @param validator that of the download which gave them; without one the bytes are only as sure
   *     as the digest checked at the end
   */
  FileDownload resume(URI url, long offset, Optional<String> validator) throws UpstreamException;

  /** The bytes of {@code range} that the file has; empty if upstream does not serve ranges. */
  CompletableFuture<Optional<FileRange>> readRange(URI url, ByteRange range);

  /** The last {@code length} bytes, or all if it has fewer; empty if upstream serves no ranges. */
  CompletableFuture<Optional<FileRange>> readTail(URI url, int length);

  /**
   * The core metadata file (PEP 658) at {@code url}, which ends in {@code .metadata}; empty if
   * there is none, also where it was advertised.
   */
  CompletableFuture<Optional<byte[]>> metadata(URI url);
}
