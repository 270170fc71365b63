package dev.pipsnapshot.fetcher.pip;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Known ways in which a build tool, or Python, does not fit what is to be built with it. */
public enum BuildTrouble {
  SETUPTOOLS_FOR_OLDER_PYTHONS(
      "has no attribute 'ImpImporter'|No module named 'distutils'",
      "setuptools before 66.1.0, of January 2023, does not run on Python 3.12 and newer",
      After.OLDER_TOOLS,
      "2023-06-01"),
  SETUPTOOLS_FOR_PYTHON_3_8(
      "'HTMLParser' object has no attribute 'unescape'",
      "setuptools before 41.1.0, of August 2019, does not run on Python 3.9 and newer",
      After.OLDER_TOOLS,
      "2021-06-01"),
  CYTHON_3(
      "cython_sources|Cython[./]Compiler|Cython\\.Build",
      "Cython 3, of July 2023, does not take all that older versions took",
      After.NEWER_TOOLS,
      "2023-07-01"),
  SETUPTOOLS_WITHOUT_PKG_RESOURCES(
      "No module named 'pkg_resources'",
      "setuptools has no pkg_resources since version 82, of February 2026",
      After.NEWER_TOOLS,
      "2026-02-01"),
  SETUPTOOLS_WITHOUT_2TO3(
      "use_2to3 is invalid",
      "setuptools converts no Python 2 since version 58, of September 2021",
      After.NEWER_TOOLS,
      "2021-09-01"),
  MADE_FOR_OLDER_PYTHONS(
      "No module named '(?:imp|asyncore|asynchat|smtpd)'|SafeConfigParser|attribute 'readfp'",
      "it uses what newer Pythons do not have",
      After.NOTHING,
      "1990-01-01");

  /** With which tools the trouble is over. */
  private enum After {
    OLDER_TOOLS,
    NEWER_TOOLS,
    NOTHING
  }

  private final Pattern words;
  private final String cause;
  private final After seenWith;
  private final String date;

  BuildTrouble(String words, String cause, After seenWith, String date) {
    this.words = Pattern.compile(words);
    this.cause = cause;
    this.seenWith = seenWith;
    this.date = date;
  }

  /** The trouble that the last lines of a failed build tell of, if it is a known one. */
  public static Optional<BuildTrouble> in(List<String> lines) {
    return Arrays.stream(values())
        .filter(trouble -> lines.stream().anyMatch(line -> trouble.words.matcher(line).find()))
        .findFirst();
  }

  /** Why the build fails, as one sentence. */
  public String cause() {
    return cause;
  }

  /** The next step, where build tools are those of {@code cutoff}. */
  public String remedy(Instant cutoff) {
    String python = "choose an older Python: --python EXE";
    Instant other = Instant.parse(date + "T00:00:00Z");
    boolean helps =
        switch (seenWith) {
          case OLDER_TOOLS -> cutoff.isBefore(other);
          case NEWER_TOOLS -> cutoff.isAfter(other);
          case NOTHING -> false;
        };
    if (!helps) {
      return python;
    }
    String tools = "take build tools of another date: --build-date " + date;
    return seenWith == After.OLDER_TOOLS ? tools + "; or " + python : tools;
  }
}
