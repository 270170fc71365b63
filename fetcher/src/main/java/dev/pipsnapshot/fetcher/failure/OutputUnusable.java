package dev.pipsnapshot.fetcher.failure;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.diagnostics.IoReason;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An output directory that cannot be written, or must not be. */
public final class OutputUnusable extends FetchException {
  private static final long serialVersionUID = 1L;
  private static final String ELSEWHERE = "choose another directory";
  private static final String BELOW = "name a directory in it, such as -d wheels";

  private OutputUnusable(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic, cause);
  }

  /** The destination holds something already, and not only what a fetch left. */
  public static OutputUnusable notEmpty(Path destination) {
    return notEmpty(destination, ELSEWHERE);
  }

  /** The destination holds what a fetch left. */
  public static OutputUnusable replaceable(Path destination) {
    return notEmpty(destination, ELSEWHERE + ", or replace this one with --force");
  }

  private static OutputUnusable notEmpty(Path destination, String hint) {
    return refused("output-not-empty", destination + " exists and is not empty", hint);
  }

  /** The destination holds something that no fetch left, and that would be lost. */
  public static OutputUnusable holdsOthers(Path destination, Path first) {
    return refused(
        "output-holds-others",
        destination + " holds " + first + ", which no fetch leaves",
        ELSEWHERE + ": --force replaces one that holds distributions and nothing else");
  }

  /** The destination holds a file that is read. */
  public static OutputUnusable holdsInput(Path destination, Path input) {
    return refused(
        "output-holds-input",
        destination + " holds " + input + ", which this fetch reads",
        ELSEWHERE);
  }

  /** The destination is where the process is. */
  public static OutputUnusable workingDirectory(Path destination) {
    return refused(
        "output-in-use",
        destination + " is the working directory, and an output directory is replaced as a whole",
        BELOW);
  }

  /** The destination is somewhere above where the process is. */
  public static OutputUnusable aboveWorkingDirectory(Path destination, Path workingDirectory) {
    return refused(
        "output-in-use",
        destination + " is above the working directory, " + workingDirectory,
        BELOW);
  }

  /** The destination is a link, and what it leads to may be anything. */
  public static OutputUnusable link(Path destination) {
    return refused(
        "output-link",
        destination + " is a link, which is not followed",
        "name the directory that it leads to, or choose another one");
  }

  private static OutputUnusable refused(String reference, String message, String hint) {
    return new OutputUnusable(
        Diagnostic.of(Category.DIRECTORY, reference, message).withHint(hint), null);
  }

  /** The destination is a file. */
  public static OutputUnusable notDirectory(Path destination) {
    return refused("output-not-directory", destination + " is no directory", ELSEWHERE);
  }

  /** The destination is the root of a file system, beside which nothing can be. */
  public static OutputUnusable root(Path destination) {
    return new OutputUnusable(
        Diagnostic.of(
                Category.DIRECTORY,
                "output-root",
                destination + " is the root of the file system, which cannot be replaced")
            .withHint("choose another directory"),
        null);
  }

  /** Another process is filling the same destination. */
  public static OutputUnusable busy(Path destination) {
    return refused(
        "output-busy",
        "another fetch is at work on " + destination,
        "wait for it, or choose another directory");
  }

  /** Where the directory is to be filled, something lies that this user did not make. */
  public static OutputUnusable workspaceUnusable(Path workspace, String reason) {
    return refused(
        "output-workspace",
        workspace + ", where this fetch would put its files first, " + reason,
        ELSEWHERE + ", or remove it if you know where it comes from");
  }

  /** The file system refused. */
  public static OutputUnusable failed(Path destination, Exception cause) {
    return new OutputUnusable(
        Diagnostic.of(Category.DIRECTORY, "output-failed", "cannot write " + destination)
            .withContext(List.of(IoReason.of(cause)))
            .withHint("check the space left and the permissions of its parent directory"),
        cause);
  }

  /** pip found no room for what it downloads or unpacks, all of which goes beside the output. */
  public static OutputUnusable full(Path destination, String complaint) {
    return new OutputUnusable(
        Diagnostic.of(
                Category.DIRECTORY, "disk-full", "there is no space left beside " + destination)
            .withContext(List.of(complaint))
            .withHint("free some, or choose a directory on another disk"),
        null);
  }

  /** pip left something that is no plain file. */
  public static OutputUnusable unexpectedEntry(Path entry) {
    return new OutputUnusable(
        Diagnostic.of(
            Category.DIRECTORY,
            "output-unexpected",
            "pip left " + entry.getFileName() + ", which is no regular file"),
        null);
  }
}
