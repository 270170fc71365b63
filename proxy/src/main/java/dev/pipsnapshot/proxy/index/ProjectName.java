package dev.pipsnapshot.proxy.index;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A project's name, normalised as PEP 503 says: lower case, runs of {@code -}, {@code _} and {@code
 * .} made one {@code -}.
 *
 * @param normalised the normalised name, which is also the last segment of the project's page
 */
public record ProjectName(String normalised) implements Comparable<ProjectName> {
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");
  private static final Pattern NORMALISED = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");
  private static final int MAX_LENGTH = 255;

  public ProjectName {
    requireNonNull(normalised, "normalised is null");
    if (normalised.length() > MAX_LENGTH || !NORMALISED.matcher(normalised).matches()) {
      throw new IllegalArgumentException("not a normalised project name: " + normalised);
    }
  }

  /**
   * Parses a name in any spelling that the core metadata specification allows.
   *
   * @throws IllegalArgumentException if it is no project name
   */
  public static ProjectName parse(String name) {
    if (!isValid(name)) {
      throw new IllegalArgumentException("not a project name: '" + name + "'");
    }
    return new ProjectName(SEPARATORS.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT));
  }

  /** Whether {@link #parse} would accept {@code name}. */
  public static boolean isValid(String name) {
    return name.length() <= MAX_LENGTH && VALID.matcher(name).matches();
  }

  // Written out, here and in what pages are looked up by: to link a record's own methods takes a
  // fresh virtual machine milliseconds.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ProjectName name && normalised.equals(name.normalised);
  }

  @Override
  public int hashCode() {
    return normalised.hashCode();
  }

  @Override
  public int compareTo(ProjectName other) {
    return normalised.compareTo(other.normalised);
  }

  @Override
  public String toString() {
    return normalised;
  }
}
