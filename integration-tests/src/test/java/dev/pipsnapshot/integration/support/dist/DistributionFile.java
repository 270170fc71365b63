package dev.pipsnapshot.integration.support.dist;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file that an index can list: its name, its bytes and what its metadata says. Immutable. */
public final class DistributionFile implements Distribution {
  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

  private final String project;
  private final String version;
  private final String filename;
  private final byte[] content;
  private final Optional<byte[]> coreMetadata;
  private final Optional<String> requiresPython;

  DistributionFile(
      String project,
      String version,
      String filename,
      byte[] content,
      Optional<byte[]> coreMetadata,
      Optional<String> requiresPython) {
    this.project = project;
    this.version = version;
    this.filename = filename;
    this.content = content;
    this.coreMetadata = coreMetadata;
    this.requiresPython = requiresPython;
  }

  /** A file of any name and content, such as an old {@code .egg} or a wheel made elsewhere. */
  public static DistributionFile of(
      String project, String version, String filename, byte[] content) {
    return new DistributionFile(
        project, version, filename, content.clone(), Optional.empty(), Optional.empty());
  }

  /** The normalised form of a project name. */
  public static String normalised(String project) {
    return SEPARATORS.matcher(project).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  /** The project name as its author spells it. */
  public String project() {
    return project;
  }

  /** The version. */
  public String version() {
    return version;
  }

  /** The file name. */
  public String filename() {
    return filename;
  }

  /** The bytes, as a copy. */
  public byte[] content() {
    return content.clone();
  }

  /** Length in bytes. */
  public int size() {
    return content.length;
  }

  /** SHA-256 of the bytes, in hexadecimal. */
  public String sha256() {
    return sha256(content);
  }

  /** The METADATA file of a wheel. */
  public Optional<byte[]> coreMetadata() {
    return coreMetadata.map(byte[]::clone);
  }

  /** What the file says about Python versions. */
  public Optional<String> requiresPython() {
    return requiresPython;
  }

  @Override
  public DistributionFile file() {
    return this;
  }

  @Override
  public String toString() {
    return filename;
  }

  /** SHA-256 of any bytes, in hexadecimal. */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256Digest(bytes));
  }

  static byte[] sha256Digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
