package dev.pipsnapshot.proxy.index.codec;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.pipsnapshot.proxy.index.CoreMetadata;
import dev.pipsnapshot.proxy.index.DistributionFilename;
import dev.pipsnapshot.proxy.index.Hashes;
import dev.pipsnapshot.proxy.index.JsonMember;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectFileBuilder;
import dev.pipsnapshot.proxy.index.Yank;
import java.net.URI;
import java.time.DateTimeException;
import java.util.Optional;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/** Reads one link of an HTML page: the file it leads to, if it leads to one. */
final class HtmlLinkReader {
  private static final String DATA = "data-";

  private final Element anchor;
  private final URI base;
  private final URI page;

  HtmlLinkReader(Element anchor, URI base, URI page) {
    this.anchor = anchor;
    this.base = base;
    this.page = page;
  }

  /** Links to other pages, other protocols, and names unfit for a directory lead to no file. */
  Optional<ProjectFile> read() {
    return FileUrl.resolve(base, anchor.attr("href"))
        .filter(link -> ProjectFile.isSafeFilename(link.lastSegment()))
        .filter(this::leadsToFile)
        .map(this::file);
  }

  /** Odd names are files too, as long as a digest says that the index takes them for such. */
  private boolean leadsToFile(FileUrl link) {
    return DistributionFilename.hasDistributionExtension(link.lastSegment())
        || !hashes(link.fragment()).isEmpty();
  }

  private ProjectFile file(FileUrl link) {
    var file = ProjectFile.builder(link.lastSegment(), link.url()).hashes(hashes(link.fragment()));
    if (anchor.attributesSize() > 1) {
      for (var attribute : anchor.attributes()) {
        read(attribute, file);
      }
    }
    return file.build();
  }

  private void read(Attribute attribute, ProjectFileBuilder file) {
    var value = attribute.getValue();
    switch (attribute.getKey()) {
      case "data-requires-python" -> {
        if (!value.isBlank()) {
          file.requiresPython(value);
        }
      }
      case "data-yanked" -> file.yank(Yank.because(value));
      case "data-core-metadata" -> file.coreMetadata(metadata(value));
      // PEP 714: the first name of the same thing counts where the right one is missing.
      case "data-dist-info-metadata" -> {
        if (!anchor.hasAttr("data-core-metadata")) {
          file.coreMetadata(metadata(value));
        }
      }
      case "data-upload-time" -> uploadTime(value, file);
      case "data-gpg-sig" -> file.gpgSignature(value.equals("true"));
      case "data-provenance" -> file.provenance(value);
      case PrivateMembers.ORIGIN_HTML ->
          FileUrl.resolve(base, value).ifPresent(origin -> file.origin(origin.url()));
      default -> {
        if (attribute.getKey().startsWith(DATA)) {
          unknown(attribute.getKey().substring(DATA.length()), value, file);
        }
      }
    }
  }

  private static void unknown(String name, String value, ProjectFileBuilder file) {
    if (!FileMembers.hasMeaning(name)) {
      file.unknownMember(new JsonMember(name, json(value)));
    }
  }

  private void uploadTime(String value, ProjectFileBuilder file) {
    try {
      file.uploadTime(UploadTime.parse(value.strip()));
    } catch (DateTimeException e) {
      throw new MalformedPageException(
          page, "the data-upload-time of '" + anchor.attr("href") + "' is no time with a zone", e);
    }
  }

  private static CoreMetadata metadata(String value) {
    if (value.equals("false")) {
      return new CoreMetadata.NotAdvertised();
    }
    return new CoreMetadata.Advertised(hashes(value));
  }

  /** {@code sha256=0123...}, as in a link's fragment; anything else is no digest. */
  private static Hashes hashes(String text) {
    for (var pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        var algorithm = pair.substring(0, equals);
        var digest = pair.substring(equals + 1);
        if (Hashes.isValid(algorithm, digest)) {
          return Hashes.of(algorithm, digest);
        }
      }
    }
    return Hashes.NONE;
  }

  private static String json(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
