package dev.pipsnapshot.fetcher.memo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pipsnapshot.fetcher.json.JsonTrees;
import dev.pipsnapshot.fetcher.view.FetchedFile;
import dev.pipsnapshot.fetcher.view.VersionDigests;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.CachedBody.ServedFrom;
import dev.pipsnapshot.proxy.cache.store.LastUse;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which files a fetch with certain inputs gave, in {@code memo-v2} of the cache directory. A memo
 * that cannot be read counts as none, one that cannot be written is not kept: it only saves time.
 */
public final class MemoStore {
  private static final Logger LOG = LoggerFactory.getLogger(MemoStore.class);
  private static final Pattern DIRECTORY = Pattern.compile("build-requires/");

  /** Earlier versions kept digests of other files under another name. */
  private static final String DIGESTS = "allowed-digests";

  private static final int FAN_OUT = 2;

  private final Path root;
  private final MemoWriter writer;
  private final LastUse lastUse;

  /** The memos in a cache directory. */
  public MemoStore(CacheLayout cache, Clock clock) {
    root = cache.memos();
    writer = new MemoWriter(root);
    lastUse = new LastUse(clock);
  }

  /** What equal inputs gave, if that is known. */
  public Optional<Memo> find(MemoKey key) {
    try {
      JsonNode memo = JsonTrees.read(Files.readAllBytes(path(key)));
      List<FetchedFile> found = new ArrayList<>();
      for (JsonNode file : memo.path("files")) {
        found.add(file(file));
      }
      if (found.isEmpty()) {
        return Optional.empty();
      }
      var remembered = new Memo(found, digests(memo.path(DIGESTS)));
      lastUse.note(path(key));
      return Optional.of(remembered);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      LOG.warn("memo unreadable key={} reason={}", key.digest(), e.toString());
      return Optional.empty();
    }
  }

  /** Remembers what the inputs gave. */
  public void save(MemoKey key, Memo remembered) {
    ObjectNode memo = JsonNodeFactory.instance.objectNode();
    var list = memo.putArray("files");
    for (FetchedFile file : remembered.files()) {
      ObjectNode node =
          list.addObject()
              .put("path", file.path())
              .put("sha256", file.digest().hex())
              .put("size", file.size())
              .put("url", file.url().toString());
      file.project().ifPresent(project -> node.put("project", project.normalised()));
      file.uploadTime().ifPresent(time -> node.put("upload-time", time.toString()));
      file.requiresPython().ifPresent(pythons -> node.put("requires-python", pythons));
    }
    remembered
        .digests()
        .ifPresent(
            digests -> {
              ObjectNode node = memo.putObject(DIGESTS);
              digests.byProject().forEach((project, all) -> put(node, project, all));
            });
    try {
      writer.write(path(key), new ObjectMapper().writeValueAsBytes(memo));
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("memo not kept key={} reason={}", key.digest(), e.toString());
    }
  }

  private Path path(MemoKey key) {
    String hex = key.digest().hex();
    return root.resolve(hex.substring(0, FAN_OUT)).resolve(hex);
  }

  private static void put(ObjectNode node, ProjectName project, Set<Sha256> digests) {
    var array = node.putArray(project.normalised());
    digests.forEach(digest -> array.add(digest.hex()));
  }

  private static Optional<VersionDigests> digests(JsonNode node) {
    if (!node.isObject()) {
      return Optional.empty();
    }
    Map<ProjectName, SortedSet<Sha256>> digests = new HashMap<>();
    node.properties()
        .forEach(
            entry -> {
              SortedSet<Sha256> all = new TreeSet<>();
              entry.getValue().forEach(digest -> all.add(Sha256.parse(digest.asText())));
              digests.put(new ProjectName(entry.getKey()), all);
            });
    return Optional.of(new VersionDigests(digests));
  }

  private static FetchedFile file(JsonNode file) {
    String path = file.path("path").asText();
    if (!ProjectFile.isSafeFilename(DIRECTORY.matcher(path).replaceFirst(""))) {
      throw new IllegalArgumentException("not a path: " + path);
    }
    return new FetchedFile(
        Optional.ofNullable(file.get("project")).map(name -> new ProjectName(name.asText())),
        path,
        Sha256.parse(file.path("sha256").asText()),
        file.path("size").asLong(),
        Optional.ofNullable(file.get("upload-time")).map(time -> Instant.parse(time.asText())),
        Optional.ofNullable(file.get("requires-python")).map(JsonNode::asText),
        URI.create(file.path("url").asText()),
        ServedFrom.CACHE);
  }
}
