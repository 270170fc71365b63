package dev.pipsnapshot.proxy.index.codec;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads upload times, and nothing else, from the legacy JSON API ({@code /pypi/NAME/json}). Its
 * links are not to be trusted: mirrors give relative or wrong ones. Stateless.
 */
public final class LegacyJsonDecoder {
  /** Creates a decoder. */
  public LegacyJsonDecoder() {}

  /**
   * When each file was uploaded, by file name; the latest time if a name comes with several.
   *
   * @param body the whole body, with any content coding undone
   * @param url the URL that answered
   * @throws MalformedPageException if this is not a whole answer of that API
   */
  public Map<String, Instant> decode(byte[] body, URI url) {
    var json = new JsonCursor(body, url);
    var times = new Times(json);
    json.document(times::page);
    if (!times.listsReleases) {
      throw new MalformedPageException(url, "it has neither 'releases' nor 'urls'", null);
    }
    return times.byFilename;
  }

  private static final class Times {
    private final JsonCursor json;
    private final Map<String, Instant> byFilename = new HashMap<>();
    private boolean listsReleases;

    Times(JsonCursor json) {
      this.json = json;
    }

    void page() {
      json.enterObject();
      for (var member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "releases" -> releases();
          case "urls" -> files();
          default -> json.skip();
        }
      }
    }

    private void releases() {
      listsReleases = true;
      json.enterObject();
      while (json.nextMember() != null) {
        files();
      }
    }

    private void files() {
      listsReleases = true;
      json.enterArray();
      while (json.nextElement()) {
        file();
      }
    }

    private void file() {
      json.enterObject();
      @Nullable String filename = null;
      Optional<String> zoned = Optional.empty();
      Optional<String> zoneless = Optional.empty();
      for (var member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "filename" -> filename = json.string();
          case "upload_time_iso_8601" -> zoned = json.stringOrNull();
          case "upload_time" -> zoneless = json.stringOrNull();
          default -> json.skip();
        }
      }
      if (filename != null && (zoned.isPresent() || zoneless.isPresent())) {
        byFilename.merge(filename, time(zoned, zoneless), Times::later);
      }
    }

    private Instant time(Optional<String> zoned, Optional<String> zoneless) {
      try {
        return zoned.map(UploadTime::parse).orElseGet(() -> UploadTime.parseUtc(zoneless.get()));
      } catch (DateTimeException e) {
        throw json.fault("the upload time of this file is none");
      }
    }

    private static Instant later(Instant one, Instant other) {
      return one.isAfter(other) ? one : other;
    }
  }
}
