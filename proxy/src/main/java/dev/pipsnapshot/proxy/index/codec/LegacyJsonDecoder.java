package dev.pipsnapshot.proxy.index.codec;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads upload times, and nothing else, from the legacy JSON API ({@code /pypi/NAME/json}), which
 * nobody has written down. What is not as at PyPI gives no time. Its links are not to be trusted:
 * mirrors give relative or wrong ones. Stateless.
 */
public final class LegacyJsonDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(LegacyJsonDecoder.class);

  /** Creates a decoder. */
  public LegacyJsonDecoder() {}

  /**
   * When each file was uploaded, by file name; the latest time if a name comes with several.
   *
   * @param body the whole body, with any content coding undone
   * @param url the URL that answered
   * @return empty if this is not a whole answer in JSON
   */
  public Optional<Map<String, Instant>> decode(byte[] body, URI url) {
    var json = new JsonCursor(body, url);
    var times = new Times(json);
    try {
      json.document(times::page);
      return Optional.of(times.byFilename);
    } catch (MalformedPageException e) {
      LOG.warn("event=unusable-legacy-json reason=\"{}\"", e.getMessage());
      return Optional.empty();
    }
  }

  private static final class Times {
    private final JsonCursor json;
    private final Map<String, Instant> byFilename = new HashMap<>();

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
      if (!json.isObject()) {
        json.skip();
        return;
      }
      while (json.nextMember() != null) {
        files();
      }
    }

    private void files() {
      if (!json.isArray()) {
        json.skip();
        return;
      }
      while (json.nextElement()) {
        file();
      }
    }

    private void file() {
      if (!json.isObject()) {
        json.skip();
        return;
      }
      var filename = Optional.<String>empty();
      var zoned = Optional.<String>empty();
      var zoneless = Optional.<String>empty();
      for (var member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "filename" -> filename = text();
          case "upload_time_iso_8601" -> zoned = text();
          case "upload_time" -> zoneless = text();
          default -> json.skip();
        }
      }
      var time = zoned.flatMap(Times::zoned);
      if (time.isEmpty()) {
        time = zoneless.flatMap(Times::zoneless);
      }
      if (filename.isPresent() && time.isPresent()) {
        byFilename.merge(filename.get(), time.get(), Times::later);
      }
    }

    private Optional<String> text() {
      if (json.isString()) {
        return Optional.of(json.string());
      }
      json.skip();
      return Optional.empty();
    }

    private static Optional<Instant> zoned(String text) {
      try {
        return Optional.of(UploadTime.parse(text));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    private static Optional<Instant> zoneless(String text) {
      try {
        return Optional.of(UploadTime.parseUtc(text));
      } catch (DateTimeException e) {
        return zoned(text);
      }
    }

    private static Instant later(Instant one, Instant other) {
      return one.isAfter(other) ? one : other;
    }
  }
}
