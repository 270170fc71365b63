package dev.pipsnapshot.proxy.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Puts a {@link ProjectFile} together. Not thread-safe. */
public final class ProjectFileBuilder {
  private final String filename;
  private String url;
  private Optional<String> origin = Optional.empty();
  private Hashes hashes = Hashes.NONE;
  private OptionalLong size = OptionalLong.empty();
  private Optional<Instant> uploadTime = Optional.empty();
  private Optional<String> requiresPython = Optional.empty();
  private Optional<Yank> yank = Optional.empty();
  private CoreMetadata coreMetadata = new CoreMetadata.NotAdvertised();
  private Optional<Boolean> gpgSignature = Optional.empty();
  private Optional<String> provenance = Optional.empty();
  private List<JsonMember> unknownMembers = List.of();

  ProjectFileBuilder(String filename, String url) {
    this.filename = filename;
    this.url = url;
  }

  ProjectFileBuilder(ProjectFile file) {
    this.filename = file.filename();
    this.url = file.url();
    this.origin = file.origin();
    this.hashes = file.hashes();
    this.size = file.size();
    this.uploadTime = file.uploadTime();
    this.requiresPython = file.requiresPython();
    this.yank = file.yank();
    this.coreMetadata = file.coreMetadata();
    this.gpgSignature = file.gpgSignature();
    this.provenance = file.provenance();
    this.unknownMembers = file.unknownMembers();
  }

  /** See {@link ProjectFile#url}. */
  public ProjectFileBuilder url(String value) {
    url = value;
    return this;
  }

  /** See {@link ProjectFile#origin}. */
  public ProjectFileBuilder origin(String value) {
    origin = Optional.of(value);
    return this;
  }

  /** See {@link ProjectFile#hashes}. */
  public ProjectFileBuilder hashes(Hashes value) {
    hashes = value;
    return this;
  }

  /** See {@link ProjectFile#size}. */
  public ProjectFileBuilder size(long bytes) {
    size = OptionalLong.of(bytes);
    return this;
  }

  /** See {@link ProjectFile#uploadTime}. */
  public ProjectFileBuilder uploadTime(Instant value) {
    uploadTime = Optional.of(value);
    return this;
  }

  /** See {@link ProjectFile#requiresPython}. */
  public ProjectFileBuilder requiresPython(String specifier) {
    requiresPython = Optional.of(specifier);
    return this;
  }

  /** See {@link ProjectFile#yank}. */
  public ProjectFileBuilder yank(Yank value) {
    yank = Optional.of(value);
    return this;
  }

  /** Takes the yank mark off. */
  public ProjectFileBuilder notYanked() {
    yank = Optional.empty();
    return this;
  }

  /** See {@link ProjectFile#coreMetadata}. */
  public ProjectFileBuilder coreMetadata(CoreMetadata value) {
    coreMetadata = value;
    return this;
  }

  /** See {@link ProjectFile#gpgSignature}. */
  public ProjectFileBuilder gpgSignature(boolean exists) {
    gpgSignature = Optional.of(exists);
    return this;
  }

  /** See {@link ProjectFile#provenance}. */
  public ProjectFileBuilder provenance(String attestationsUrl) {
    provenance = Optional.of(attestationsUrl);
    return this;
  }

  /** Adds one of {@link ProjectFile#unknownMembers}. */
  public ProjectFileBuilder unknownMember(JsonMember member) {
    if (unknownMembers.isEmpty()) {
      unknownMembers = new ArrayList<>();
    } else if (!(unknownMembers instanceof ArrayList)) {
      unknownMembers = new ArrayList<>(unknownMembers);
    }
    unknownMembers.add(member);
    return this;
  }

  /**
   * The file.
   *
   * @throws IllegalArgumentException if its name is not {@linkplain ProjectFile#isSafeFilename fit}
   */
  public ProjectFile build() {
    return new ProjectFile(
        filename,
        url,
        origin,
        hashes,
        size,
        uploadTime,
        requiresPython,
        yank,
        coreMetadata,
        gpgSignature,
        provenance,
        unknownMembers);
  }
}
