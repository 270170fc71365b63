package dev.pipsnapshot.diagnostics;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why the system refused something, in its own words and without the names of Java's types. */
public final class IoReason {
  /** What the JDK puts before the system's words where a program cannot be started. */
  private static final Pattern NOT_STARTED = Pattern.compile(".*error=\\d+, (.+)", Pattern.DOTALL);

  private IoReason() {}

  /** A few words that can follow a colon. */
  public static String of(Throwable failure) {
    if (failure instanceof FileSystemException refused) {
      return of(refused);
    }
    String words = Optional.ofNullable(failure.getMessage()).orElse("").strip();
    if (failure instanceof UnknownHostException) {
      return "the name " + words + " does not resolve";
    }
    Matcher notStarted = NOT_STARTED.matcher(words);
    if (notStarted.matches()) {
      return notStarted.group(1);
    }
    if (words.isEmpty() || (!(failure instanceof IOException) && failure.getCause() != null)) {
      return failure.getCause() == null
          ? failure.getClass().getSimpleName()
          : of(failure.getCause());
    }
    return words;
  }

  private static String of(FileSystemException refused) {
    String words = Optional.ofNullable(refused.getReason()).orElse("");
    if (words.isEmpty()) {
      words = words(refused);
    }
    return Optional.ofNullable(refused.getFile()).map(file -> file + ": ").orElse("") + words;
  }

  private static String words(FileSystemException refused) {
    if (refused instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    if (refused instanceof AccessDeniedException) {
      return "Permission denied";
    }
    if (refused instanceof FileAlreadyExistsException) {
      return "File exists";
    }
    if (refused instanceof NotDirectoryException) {
      return "Not a directory";
    }
    if (refused instanceof DirectoryNotEmptyException) {
      return "Directory not empty";
    }
    return refused instanceof FileSystemLoopException
        ? "Too many levels of symbolic links"
        : "the system gives no reason";
  }
}
