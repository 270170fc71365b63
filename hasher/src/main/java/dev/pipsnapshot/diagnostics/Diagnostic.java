package dev.pipsnapshot.diagnostics;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One failure, told the way pip tells its diagnostic errors: a stable reference to search for, one
 * sentence, the facts around it, and what to do next.
 *
 * @param category what kind of failure it is; decides the exit status and nothing else
 * @param reference stable kebab-case name, such as {@code missing-upload-time}
 * @param message one sentence that names the cause and the place
 * @param context further lines, most important first; may be empty
 * @param hint the next step, where there is one
 */
public record Diagnostic(
    Category category,
    String reference,
    String message,
    List<String> context,
    Optional<String> hint) {

  private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** The kinds of failure that users script against. */
  public enum Category {
    /** Something that should never happen. */
    BUG,
    /** The command line or a file that it names says something that has no meaning. */
    USAGE,
    /** pip found no solution, or failed. */
    RESOLUTION,
    /** The index or a file host could not be reached, or answered nonsense. */
    UPSTREAM,
    /** Bytes or a hash differ from what was expected. */
    MISMATCH,
    /** The output or the cache directory cannot be read or written. */
    DIRECTORY,
    /** Possible, and refused on purpose. */
    POLICY
  }

  public Diagnostic {
    requireNonNull(category, "category is null");
    requireNonNull(message, "message is null");
    requireNonNull(hint, "hint is null");
    if (!KEBAB_CASE.matcher(reference).matches()) {
      throw new IllegalArgumentException("reference is not kebab-case: " + reference);
    }
    context = List.copyOf(context);
  }

  /** A failure that one sentence tells in full. */
  public static Diagnostic of(Category category, String reference, String message) {
    return new Diagnostic(category, reference, message, List.of(), Optional.empty());
  }

  /** The same failure with the next step for the user. */
  public Diagnostic withHint(String nextStep) {
    return new Diagnostic(category, reference, message, context, Optional.of(nextStep));
  }

  /** The same failure with these facts after those it has. */
  public Diagnostic withContext(List<String> facts) {
    var all = new ArrayList<>(context);
    all.addAll(facts);
    return new Diagnostic(category, reference, message, all, hint);
  }
}
