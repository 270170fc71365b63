package dev.pipsnapshot.proxy.cache.store;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.Digests;
import dev.pipsnapshot.proxy.cache.MetadataKey;
import dev.pipsnapshot.proxy.cache.PublicUrl;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Core metadata (PEP 658) on disk, and which promises of it are not kept. Blocking. What cannot be
 * kept is not kept, with a word in the log; what is damaged counts as absent.
 */
public final class MetadataStore {
  private static final Logger log = LoggerFactory.getLogger(MetadataStore.class);

  /** Far above the longest description that an index takes. */
  private static final long MAX_BYTES = 64L << 20;

  private final CacheLayout layout;
  private final AtomicFile files;
  private final LastUse lastUse;
  private final Outage outage = new Outage();

  public MetadataStore(CacheLayout layout, AtomicFile files, LastUse lastUse) {
    this.layout = layout;
    this.files = files;
    this.lastUse = lastUse;
  }

  /** The metadata that was stored under this key, byte for byte. */
  public Optional<byte[]> find(MetadataKey key) {
    return find(key.digest());
  }

  /** Keeps {@code metadata}. */
  public void store(MetadataKey key, byte[] metadata) {
    store(key.digest(), metadata);
  }

  /** What an index promises of a project's files and does not keep: the digests of the keys. */
  public Set<Sha256> withdrawn(URI index, ProjectName project) {
    return find(listOfWithdrawn(index, project))
        .map(list -> new String(list, StandardCharsets.US_ASCII))
        .map(list -> list.lines().filter(Sha256::isValid).map(Sha256::parse))
        .map(digests -> digests.collect(Collectors.toUnmodifiableSet()))
        .orElse(Set.of());
  }

  /** Adds to these. Of two processes that do so at once, one may have to do so again. */
  public void withdraw(MetadataKey key, ProjectName project) {
    Set<String> digests = new TreeSet<>();
    withdrawn(key.index(), project).forEach(known -> digests.add(known.hex()));
    if (digests.add(key.digest().hex())) {
      store(
          listOfWithdrawn(key.index(), project),
          String.join("\n", digests).getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static Sha256 listOfWithdrawn(URI index, ProjectName project) {
    String name = "withdrawn\n" + PublicUrl.of(index) + "\n" + project;
    return Digests.sha256(name.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<byte[]> find(Sha256 name) {
    try {
      Path file = layout.metadata(name);
      Optional<byte[]> found = AtomicFile.read(file, MAX_BYTES).flatMap(MetadataStore::checked);
      found.ifPresent(metadata -> lastUse.note(file));
      return found;
    } catch (IOException e) {
      log.warn("event=metadata-unreadable name={} cause=\"{}\"", name, e.toString());
      return Optional.empty();
    }
  }

  private void store(Sha256 name, byte[] metadata) {
    try {
      files.write(
          layout.metadata(name),
          ByteBuffer.wrap(Digests.sha256(metadata).bytes()),
          ByteBuffer.wrap(metadata));
      outage.ends();
    } catch (IOException e) {
      log.atLevel(outage.failed())
          .log("event=metadata-not-kept name={} cause=\"{}\"", name, e.toString());
    }
  }

  private static Optional<byte[]> checked(byte[] file) {
    if (file.length < Sha256.BYTES) {
      return Optional.empty();
    }
    byte[] metadata = Arrays.copyOfRange(file, Sha256.BYTES, file.length);
    return Arrays.equals(file, 0, Sha256.BYTES, Digests.sha256(metadata).bytes(), 0, Sha256.BYTES)
        ? Optional.of(metadata)
        : Optional.empty();
  }
}
