package dev.pipsnapshot.integration.support;

import dev.pipsnapshot.integration.support.dist.CoreMetadataOffer;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.PublishedFile;
import java.util.Optional;

/** A published file with the link under which a page lists it. */
record ListedFile(PublishedFile published, String url) {
  DistributionFile file() {
    return published.file();
  }

  /** Digest of the core metadata, if the page is to speak of it. */
  Optional<String> coreMetadataSha256() {
    return switch (published.metadata()) {
      case ADVERTISED, PROMISED_IN_VAIN -> file().coreMetadata().map(DistributionFile::sha256);
      case ABSENT, UNADVERTISED -> Optional.empty();
    };
  }

  boolean hasMetadataFile() {
    return published.metadata() == CoreMetadataOffer.ADVERTISED
        || published.metadata() == CoreMetadataOffer.UNADVERTISED;
  }
}
