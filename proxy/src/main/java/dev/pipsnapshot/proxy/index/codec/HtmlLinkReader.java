package dev.pipsnapshot.proxy.index.codec;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.pipsnapshot.proxy.index.CoreMetadata;
import dev.pipsnapshot.proxy.index.DistributionFilename;
import dev.pipsnapshot.proxy.index.Hashes;
import dev.pipsnapshot.proxy.index.JsonMember;
import dev.pipsnapshot.proxy.index.MalformedFile;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectFileBuilder;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.Yank;
import java.net.URI;
import java.time.DateTimeException;
import java.util.Optional;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/**
 * Reads one link of an HTML page: the file it leads to, if it leads to one. A file that the page
 * says something wrong of is none.
 */
final class HtmlLinkReader {
  private static final String DATA = "data-";

  private final Element anchor;
  private final URI base;
  private final ProjectName project;
  private Optional<MalformedFile> malformed = Optional.empty();

  HtmlLinkReader(Element anchor, URI base, ProjectName project) {
    this.anchor = anchor;
    this.base = base;
    this.project = project;
  }

  /** Links to other pages, other protocols, and names unfit for a directory lead to no file. */
  Optional<ProjectFile> read() {
    return FileUrl.resolve(base, anchor.attr("href"))
        .flatMap(link -> file(filename(link), link))
        .filter(file -> malformed.isEmpty());
  }

  /** The file that is none because of what is said of it; to be asked for after reading. */
  Optional<MalformedFile> malformed() {
    return malformed;
  }

  /**
   * The last segment of the link's path, as PEP 503 has it. Where that is no name of a file of the
   * project and the link's text is one, as of links that lead to a download service, the text.
   */
  private String filename(FileUrl link) {
    var segment = link.lastSegment();
    if (DistributionFilename.isOf(project, segment)) {
      return segment;
    }
    var text = anchor.text();
    return DistributionFilename.isOf(project, text) ? text : segment;
  }

  /** Odd names are files too, as long as a digest says that the index takes them for such. */
  private static boolean leadsToFile(String name, FileUrl link) {
    return ProjectFile.isSafeFilename(name)
        && (DistributionFilename.hasDistributionExtension(name)
            || !Fragment.hashes(link.fragment()).isEmpty());
  }

  private Optional<ProjectFile> file(String name, FileUrl link) {
    if (!leadsToFile(name, link)) {
      return Optional.empty();
    }
    var file = ProjectFile.builder(name, link.url()).hashes(digests(name, link.fragment()));
    if (anchor.attributesSize() > 1) {
      for (var attribute : anchor.attributes()) {
        read(name, attribute, file);
      }
    }
    return Optional.of(file.build());
  }

  private void read(String name, Attribute attribute, ProjectFileBuilder file) {
    var value = attribute.getValue();
    switch (attribute.getKey()) {
      case "data-requires-python" -> {
        if (!value.isBlank()) {
          file.requiresPython(value);
        }
      }
      case "data-yanked" -> file.yank(Yank.because(value));
      case "data-core-metadata" -> file.coreMetadata(metadata(name, value));
      // PEP 714: the first name of the same thing counts where the right one is missing.
      case "data-dist-info-metadata" -> {
        if (!anchor.hasAttr("data-core-metadata")) {
          file.coreMetadata(metadata(name, value));
        }
      }
      case "data-upload-time" -> uploadTime(name, value, file);
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

  private void uploadTime(String name, String value, ProjectFileBuilder file) {
    try {
      file.uploadTime(UploadTime.parse(value.strip()));
    } catch (DateTimeException e) {
      wrong(name, "the data-upload-time of '" + anchor.attr("href") + "' is no time with a zone");
    }
  }

  private CoreMetadata metadata(String name, String value) {
    return value.equals("false")
        ? new CoreMetadata.NotAdvertised()
        : new CoreMetadata.Advertised(digests(name, value));
  }

  private Hashes digests(String name, String text) {
    if (Fragment.hasBrokenDigest(text)) {
      wrong(name, "there is no digest in '" + text + "'");
    }
    return Fragment.hashes(text);
  }

  private void wrong(String name, String fault) {
    malformed = malformed.or(() -> Optional.of(new MalformedFile(Optional.of(name), fault)));
  }

  private static String json(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
