package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.proxy.body.ByteRange;
import dev.pipsnapshot.proxy.upstream.ArtifactClient;
import dev.pipsnapshot.proxy.upstream.FileDownload;
import dev.pipsnapshot.proxy.upstream.FileRange;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A file host in memory that remembers what it was asked. */
public final class FakeArtifactClient implements ArtifactClient {
  public final List<String> asked = new CopyOnWriteArrayList<>();
  public final Map<URI, byte[]> files = new HashMap<>();
  final Map<URI, byte[]> metadata = new HashMap<>();

  /** Of how many bytes the end of a file consists at most; what is before it is not to be had. */
  int longestTail = Integer.MAX_VALUE;

  Optional<Exception> metadataFailure = Optional.empty();
  boolean servesTails = true;

  @Override
  public FileDownload open(URI url) {
    asked.add("open " + url);
    byte[] file = file(url);
    return new FileDownload(
        0, OptionalLong.of(file.length), Optional.empty(), new ByteArrayInputStream(file));
  }

  @Override
  public FileDownload resume(URI url, long offset, Optional<String> validator) {
    return open(url);
  }

  @Override
  public CompletableFuture<Optional<FileRange>> readRange(URI url, ByteRange range) {
    asked.add("range " + url);
    byte[] file = file(url);
    if (range.first() < file.length - (long) longestTail) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    byte[] part = Arrays.copyOfRange(file, (int) range.first(), (int) range.last() + 1);
    return CompletableFuture.completedFuture(
        Optional.of(new FileRange(range.first(), ByteBuffer.wrap(part), file.length)));
  }

  @Override
  public CompletableFuture<Optional<FileRange>> readTail(URI url, int length) {
    if (!servesTails) {
      asked.add("tail " + url);
      return CompletableFuture.completedFuture(Optional.empty());
    }
    byte[] file = file(url);
    int first = Math.max(0, file.length - Math.min(length, longestTail));
    return readRange(url, new ByteRange(first, file.length - 1));
  }

  @Override
  public CompletableFuture<Optional<byte[]>> metadata(URI url) {
    asked.add("metadata " + url);
    if (metadataFailure.isPresent()) {
      return CompletableFuture.failedFuture(metadataFailure.get());
    }
    return CompletableFuture.completedFuture(Optional.ofNullable(metadata.get(url)));
  }

  private byte[] file(URI url) {
    return Objects.requireNonNull(files.get(url), "no file at " + url);
  }
}
