package dev.pipsnapshot.integration.support;

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
      case WRONG_DIGEST -> Optional.of("0".repeat(64));
      case ABSENT, UNADVERTISED -> Optional.empty();
    };
  }

  boolean hasMetadataFile() {
    return switch (published.metadata()) {
      case ADVERTISED, UNADVERTISED, WRONG_DIGEST -> true;
      case ABSENT, PROMISED_IN_VAIN -> false;
    };
  }
}
