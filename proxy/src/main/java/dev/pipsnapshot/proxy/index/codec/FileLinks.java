package dev.pipsnapshot.proxy.index.codec;

import dev.pipsnapshot.proxy.index.ProjectFile;

/** Where the files of a served page are to be had. */
@FunctionalInterface
public interface FileLinks {
  /**
   * Appends the link to {@code file}: a URL, relative to the page or absolute, without a fragment,
   * and without quotes, backslashes, angle brackets and control characters.
   */
  void append(StringBuilder out, ProjectFile file);
}
