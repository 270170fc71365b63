package dev.pipsnapshot.integration.support.dist;

/** Something that can be uploaded to an index. */
@FunctionalInterface
public interface Distribution {
  /** The finished file. */
  DistributionFile file();
}
