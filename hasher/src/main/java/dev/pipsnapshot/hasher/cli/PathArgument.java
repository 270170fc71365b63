package dev.pipsnapshot.hasher.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a path from the command line, where Java may have lost bytes: the arguments of a program
 * are decoded by the locale, and a byte that has no meaning there becomes a replacement character
 * or a question mark. Such an argument is refused, because it could name another file.
 */
final class PathArgument implements ITypeConverter<Path> {
  private static final char REPLACEMENT = '\uFFFD';

  private final String nameEncoding;

  PathArgument() {
    this(System.getProperty("sun.jnu.encoding", "UTF-8"));
  }

  PathArgument(String nameEncoding) {
    this.nameEncoding = nameEncoding.toUpperCase(Locale.ROOT);
  }

  @Override
  public Path convert(String argument) {
    if (argument.isEmpty()) {
      throw new TypeConversionException("a path is empty");
    }
    if (lostBytes(argument)) {
      throw lost(argument);
    }
    try {
      // Java drops a slash at the end, which says to follow a link there.
      return Path.of(argument.endsWith("/") ? argument + "." : argument);
    } catch (InvalidPathException e) {
      throw lost(argument);
    }
  }

  private boolean lostBytes(String argument) {
    return argument.indexOf(REPLACEMENT) >= 0
        || (argument.indexOf('?') >= 0 && !nameEncoding.equals("UTF-8"));
  }

  private static TypeConversionException lost(String argument) {
    return new TypeConversionException(
        "the path '"
            + argument
            + "' cannot be told from others in this locale; set LC_ALL=C.UTF-8, or go there:"
            + " cd DIRECTORY && snapshot-hash .");
  }
}
