package dev.pipsnapshot.proxy.index;

import java.util.Optional;

/**
 * A file that an index lists in a way that cannot be used: in no view, and the others of its
 * project are there all the same.
 *
 * @param filename its name as far as it can be told, perhaps unfit to be one
 * @param fault what is wrong, as a clause
 */
public record MalformedFile(Optional<String> filename, String fault) {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_FAULT = 300;

  /** Cuts what is longer than anybody reads. */
  public MalformedFile {
    filename = filename.map(name -> cut(name, LONGEST_NAME));
    fault = cut(fault, LONGEST_FAULT);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "...";
  }
}
