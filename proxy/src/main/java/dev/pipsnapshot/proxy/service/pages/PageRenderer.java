package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.codec.FileLinks;
import dev.pipsnapshot.proxy.index.codec.OriginalUrls;
import dev.pipsnapshot.proxy.index.codec.PageEncoder;
import dev.pipsnapshot.proxy.service.ArtifactPaths;
import dev.pipsnapshot.proxy.service.LinkTarget;
import dev.pipsnapshot.proxy.service.Mount;
import dev.pipsnapshot.proxy.service.PageCoding;
import dev.pipsnapshot.proxy.service.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** From a page of the domain to bytes that can be sent, with an entity tag of exactly these. */
final class PageRenderer {
  private static final int ENTITY_TAG_DIGITS = 32;

  /** Less than half the time of zlib's own choice for a twelfth more bytes. */
  private static final int GZIP_LEVEL = 3;

  private static final int GZIP_BUFFER = 16 * 1024;

  private final PageEncoder forClients = new PageEncoder(OriginalUrls.OMITTED);
  private final PageEncoder forProxies = new PageEncoder(OriginalUrls.NAMED);
  private final LinkTarget links;

  /** A renderer of pages whose links lead to {@code links}, but for those for another proxy. */
  PageRenderer(LinkTarget links) {
    this.links = links;
  }

  Reply.Document render(ProjectDetail detail, PageVariant variant) {
    PageEncoder encoder = variant.mount() == Mount.LIVE ? forProxies : forClients;
    var rendered = new RenderedBody();
    try (OutputStream out =
        variant.coding() == PageCoding.GZIP ? new FastGzip(rendered) : rendered) {
      encoder.encode(
          detail, variant.view().cutoff(), variant.format(), links(variant.mount()), out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    ByteBuffer body = rendered.toDirectBuffer().asReadOnlyBuffer();
    return new Reply.Document(
        body,
        variant.format().contentType(),
        variant.coding() == PageCoding.GZIP ? Optional.of("gzip") : Optional.empty(),
        Optional.of(entityTag(body)));
  }

  private FileLinks links(Mount mount) {
    String toRoot = mount.toRoot();
    return links == LinkTarget.UPSTREAM && mount != Mount.LIVE
        ? (page, file) -> page.append(file.originalUrl())
        : (page, file) -> ArtifactPaths.append(page.append(toRoot), file);
  }

  private static String entityTag(ByteBuffer body) {
    return Sha256.hash(body.duplicate()).hex().substring(0, ENTITY_TAG_DIGITS);
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, GZIP_BUFFER);
      def.setLevel(GZIP_LEVEL);
    }
  }
}
