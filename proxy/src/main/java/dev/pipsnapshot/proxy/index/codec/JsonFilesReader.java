package dev.pipsnapshot.proxy.index.codec;

import dev.pipsnapshot.proxy.index.CoreMetadata;
import dev.pipsnapshot.proxy.index.Hashes;
import dev.pipsnapshot.proxy.index.JsonMember;
import dev.pipsnapshot.proxy.index.MalformedFile;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.Yank;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code files} of a JSON page. One that is not as it should be is left out, whichever of
 * its members is wrong: a guess would be served as the index's word.
 */
final class JsonFilesReader {
  private final JsonCursor json;
  private final URI url;
  private final List<ProjectFile> files = new ArrayList<>();
  private final List<MalformedFile> malformed = new ArrayList<>();
  private @Nullable UnexpectedValueException firstFault;

  JsonFilesReader(JsonCursor json, URI url) {
    this.json = json;
    this.url = url;
  }

  /**
   * Reads them.
   *
   * @throws MalformedPageException if there are some and not one can be used: then this is
   *     something else
   */
  void read() {
    json.enterArray();
    for (int index = 0; json.nextElement(); index++) {
      if (index == PageDecoder.MAX_FILES) {
        throw json.fault("it lists more than " + PageDecoder.MAX_FILES + " files");
      }
      var entry = new Entry();
      var fault = json.attempt(entry);
      if (fault != null) {
        malformed.add(new MalformedFile(filename(), fault.fault()));
        firstFault = firstFault == null ? fault : firstFault;
      }
    }
    if (files.isEmpty() && firstFault != null) {
      throw json.fault(firstFault);
    }
  }

  List<ProjectFile> files() {
    return files;
  }

  List<MalformedFile> malformed() {
    return malformed;
  }

  /** The name in an element whose members are not all as they should be; reads it to its end. */
  private Optional<String> filename() {
    Optional<String> name = Optional.empty();
    if (!json.isObject()) {
      json.skip();
      return name;
    }
    for (var member = json.nextMember(); member != null; member = json.nextMember()) {
      if (member.equals("filename") && json.isString()) {
        name = Optional.of(json.string());
      } else {
        json.skip();
      }
    }
    return name;
  }

  /** One element of {@code files}; its members come in any order. */
  private final class Entry implements JsonCursor.Reading {
    private @Nullable String filename;
    private @Nullable String link;
    private Optional<String> origin = Optional.empty();
    private Hashes hashes = Hashes.NONE;
    private OptionalLong size = OptionalLong.empty();
    private Optional<Instant> uploadTime = Optional.empty();
    private Optional<String> requiresPython = Optional.empty();
    private Optional<Yank> yank = Optional.empty();
    private @Nullable CoreMetadata coreMetadata;
    private CoreMetadata distInfoMetadata = new CoreMetadata.NotAdvertised();
    private Optional<Boolean> gpgSignature = Optional.empty();
    private Optional<String> provenance = Optional.empty();
    private List<JsonMember> unknownMembers = List.of();

    @Override
    public void read() {
      json.enterObject();
      for (var member = json.nextMember(); member != null; member = json.nextMember()) {
        member(member);
      }
      if (filename == null || link == null) {
        throw json.unexpectedValue("there is no '" + (filename == null ? "filename" : "url") + "'");
      }
      if (!ProjectFile.isSafeFilename(filename)) {
        throw json.unexpectedValue("its 'filename' is not fit to be one");
      }
      var target = FileUrl.resolve(url, link);
      if (target.isEmpty()) {
        throw json.unexpectedValue("its 'url' leads to no http or https URL");
      }
      addDigest(Fragment.hashes(target.get().fragment()));
      files.add(file(filename, target.get().url()));
    }

    /** Installers read the fragment of a URL in JSON too, where some indexes have digests only. */
    private void addDigest(Hashes ofUrl) {
      if (ofUrl.isEmpty()) {
        return;
      }
      var digests = new LinkedHashMap<>(hashes.byAlgorithm());
      ofUrl
          .byAlgorithm()
          .forEach(
              (algorithm, digest) -> {
                var other = digests.putIfAbsent(algorithm, digest);
                if (other != null && !other.equals(digest)) {
                  throw json.unexpectedValue("its 'url' and its 'hashes' differ in the digest");
                }
              });
      hashes = new Hashes(digests);
    }

    private void member(String name) {
      switch (name) {
        case "filename" -> filename = json.string();
        case "url" -> link = json.string();
        case PrivateMembers.ORIGIN_JSON ->
            origin = FileUrl.resolve(url, json.string()).map(FileUrl::url);
        case "hashes" -> hashes = json.isNull() ? Hashes.NONE : hashes();
        case "size" -> size = json.isNull() ? OptionalLong.empty() : OptionalLong.of(size());
        case "upload-time" -> uploadTime = json.isNull() ? Optional.empty() : Optional.of(time());
        case "requires-python" -> requiresPython = json.stringOrNull();
        case "yanked" -> yank = yank();
        case "core-metadata" -> coreMetadata = metadata();
        // PEP 714: the first name of the same thing counts where the right one is missing, and
        // is not read where that has been.
        case "dist-info-metadata", "data-dist-info-metadata" -> {
          if (coreMetadata == null) {
            distInfoMetadata = metadata();
          } else {
            json.skip();
          }
        }
        case "gpg-sig" ->
            gpgSignature = json.isNull() ? Optional.empty() : Optional.of(json.bool());
        case "provenance" -> provenance = json.stringOrNull();
        default -> unknown(name);
      }
    }

    private void unknown(String name) {
      if (FileMembers.hasMeaning(name)) {
        json.skip();
        return;
      }
      if (unknownMembers.isEmpty()) {
        unknownMembers = new ArrayList<>();
      }
      unknownMembers.add(new JsonMember(name, json.raw()));
    }

    private ProjectFile file(String safeFilename, String target) {
      return new ProjectFile(
          safeFilename,
          target,
          origin,
          hashes,
          size,
          uploadTime,
          requiresPython,
          yank,
          coreMetadata == null ? distInfoMetadata : coreMetadata,
          gpgSignature,
          provenance,
          unknownMembers);
    }

    private Hashes hashes() {
      json.enterObject();
      try {
        return new Hashes(digests(json.nextMember()));
      } catch (IllegalArgumentException e) {
        throw json.unexpectedValue(String.valueOf(e.getMessage()));
      }
    }

    /** Thousands of files have one digest each, in which case there is no need for more. */
    private Map<String, String> digests(@Nullable String first) {
      if (first == null) {
        return Map.of();
      }
      var only = Map.of(first, json.string());
      var algorithm = json.nextMember();
      if (algorithm == null) {
        return only;
      }
      var digests = new LinkedHashMap<>(only);
      for (; algorithm != null; algorithm = json.nextMember()) {
        digests.put(algorithm, json.string());
      }
      return digests;
    }

    private long size() {
      long bytes = json.wholeNumber();
      if (bytes < 0) {
        throw json.unexpectedValue("a size is negative");
      }
      return bytes;
    }

    private Instant time() {
      var text = json.string();
      try {
        return UploadTime.parse(text);
      } catch (DateTimeException e) {
        throw json.unexpectedValue("this is no time with a zone");
      }
    }

    private Optional<Yank> yank() {
      if (json.isString()) {
        var reason = json.string();
        // Only what counts as true is a mark (PEP 691), unlike HTML's attribute.
        return reason.isEmpty() ? Optional.empty() : Optional.of(Yank.because(reason));
      }
      boolean yanked = !json.isNull() && json.bool();
      return yanked ? Optional.of(new Yank(Optional.empty())) : Optional.empty();
    }

    private CoreMetadata metadata() {
      if (json.isObject()) {
        return new CoreMetadata.Advertised(hashes());
      }
      boolean available = !json.isNull() && json.bool();
      return available
          ? new CoreMetadata.Advertised(Hashes.NONE)
          : new CoreMetadata.NotAdvertised();
    }
  }
}
