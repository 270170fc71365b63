package dev.pipsnapshot.hasher.nix;

import java.util.regex.Pattern;

/**
 * The part of a store path behind the hash.
 *
 * @param name 1 to 211 of the characters that Nix allows; never {@code .} or {@code ..}, alone or
 *     before a first hyphen, which Nix refuses from 2.19 on
 */
public record StoreName(String name) {
  private static final int LONGEST = 211;
  private static final Pattern CHARACTERS = Pattern.compile("[a-zA-Z0-9+\\-._?=]*");
  private static final Pattern DOTS = Pattern.compile("\\.\\.?(-.*)?");

  public StoreName {
    if (name.isEmpty()) {
      throw new StoreNameException(name, "it is empty");
    }
    if (name.length() > LONGEST) {
      throw new StoreNameException(name, "it is longer than " + LONGEST + " characters");
    }
    if (!CHARACTERS.matcher(name).matches()) {
      throw new StoreNameException(name, "it holds a character that Nix refuses");
    }
    if (DOTS.matcher(name).matches()) {
      throw new StoreNameException(name, "it begins like the directory '.' or '..'");
    }
  }

  /**
   * The name that {@code text} is.
   *
   * @throws StoreNameException if Nix would refuse it
   */
  public static StoreName parse(String text) {
    return new StoreName(text);
  }

  @Override
  public String toString() {
    return name;
  }
}
