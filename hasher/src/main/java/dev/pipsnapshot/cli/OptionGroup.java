package dev.pipsnapshot.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The groups in which a help text lists options, in their order there. */
public enum OptionGroup {
  WANTED("What to fetch"),
  VIEW("The view"),
  INDEX("The index"),
  PYTHON("Python and pip"),
  SERVER("The server"),
  OUTPUT("Output"),
  CHECKS("Checks"),
  CACHE("The cache"),
  GENERAL("General");

  private final String heading;

  OptionGroup(String heading) {
    this.heading = heading;
  }

  String heading() {
    return heading;
  }

  /** The group of an option, or of all options of a class. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.FIELD, ElementType.TYPE})
  public @interface In {
    /** Which. */
    OptionGroup value();
  }
}
