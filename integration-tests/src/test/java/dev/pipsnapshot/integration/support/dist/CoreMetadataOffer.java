package dev.pipsnapshot.integration.support.dist;

/** What an index does about the PEP 658 {@code .metadata} file of a wheel. */
public enum CoreMetadataOffer {
  /** It is not there. */
  ABSENT,
  /** It is there, and no page says so. */
  UNADVERTISED,
  /** It is there, and the pages say so, with its digest. */
  ADVERTISED,
  /** The pages promise it, and it is not there. */
  PROMISED_IN_VAIN,
  /** It is there, and the pages say so, with the digest of something else. */
  WRONG_DIGEST
}
