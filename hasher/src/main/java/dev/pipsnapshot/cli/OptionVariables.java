package dev.pipsnapshot.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The environment variables that give options their values. */
public final class OptionVariables {
  static final String PREFIX = "PIP_SNAPSHOT_";

  /** Of the launchers, which have read them before there is a virtual machine. */
  private static final Set<String> NO_OPTIONS = Set.of(PREFIX + "JAVA_OPTS", PREFIX + "CDS");

  private OptionVariables() {}

  /** That of the option of this name, such as {@code --some-option}. */
  public static String of(String option) {
    return PREFIX + option.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** Whether there may be any. */
  public static boolean areIn(Map<String, String> environment) {
    for (String variable : environment.keySet()) {
      if (variable.startsWith(PREFIX) && !NO_OPTIONS.contains(variable)) {
        return true;
      }
    }
    return false;
  }
}
