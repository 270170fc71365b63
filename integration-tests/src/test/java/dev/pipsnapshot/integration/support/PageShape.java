package dev.pipsnapshot.integration.support;

/** The forms in which indexes list the files of a project. */
public enum PageShape {
  /** PEP 691 JSON with the {@code upload-time} of PEP 700, to those who accept it. */
  JSON,
  /** HTML with {@code data-upload-time}, whatever is accepted. */
  HTML_WITH_TIMES,
  /** HTML without times, and a legacy JSON document that has them. */
  HTML_AND_LEGACY,
  /** HTML without times, and a legacy JSON document whose URLs are relative and lead nowhere. */
  HTML_AND_LEGACY_WITH_RELATIVE_URLS,
  /** HTML without times, and a legacy JSON document whose URLs and digests are those of others. */
  HTML_AND_LEGACY_WITH_WRONG_URLS,
  /** HTML without times, and nothing else. */
  HTML_WITHOUT_TIMES,
  /** JSON without times, and nothing else. */
  JSON_WITHOUT_TIMES,
  /** {@link #JSON} without digests of files, and nothing else. */
  JSON_WITHOUT_DIGESTS,
  /** {@link #JSON} and {@link #HTML_WITH_TIMES} by turns, as one mirror was seen to do. */
  FLIPPING;

  boolean hasLegacyDocument() {
    return switch (this) {
      case JSON,
          HTML_AND_LEGACY,
          HTML_AND_LEGACY_WITH_RELATIVE_URLS,
          HTML_AND_LEGACY_WITH_WRONG_URLS ->
          true;
      case HTML_WITH_TIMES,
          HTML_WITHOUT_TIMES,
          JSON_WITHOUT_TIMES,
          JSON_WITHOUT_DIGESTS,
          FLIPPING ->
          false;
    };
  }

  /** Whether pages of this shape tell the digests of their files. */
  public boolean showsDigests() {
    return this != JSON_WITHOUT_DIGESTS;
  }

  boolean speaksJson(int turn) {
    return switch (this) {
      case JSON, JSON_WITHOUT_TIMES, JSON_WITHOUT_DIGESTS -> true;
      case FLIPPING -> turn % 2 == 0;
      case HTML_WITH_TIMES,
          HTML_AND_LEGACY,
          HTML_AND_LEGACY_WITH_RELATIVE_URLS,
          HTML_AND_LEGACY_WITH_WRONG_URLS,
          HTML_WITHOUT_TIMES ->
          false;
    };
  }

  boolean showsTimes() {
    return switch (this) {
      case JSON, HTML_WITH_TIMES, JSON_WITHOUT_DIGESTS, FLIPPING -> true;
      case HTML_AND_LEGACY,
          HTML_AND_LEGACY_WITH_RELATIVE_URLS,
          HTML_AND_LEGACY_WITH_WRONG_URLS,
          HTML_WITHOUT_TIMES,
          JSON_WITHOUT_TIMES ->
          false;
    };
  }
}
