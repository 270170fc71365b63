package dev.pipsnapshot.fetcher.lock;

import dev.pipsnapshot.fetcher.failure.OptionRefused;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The formats of locks; the name of a file tells which is meant. */
public enum LockFormat {
  /** {@code pylock.toml} or {@code pylock.NAME.toml} (PEP 751). */
  PYLOCK,
  /** Requirements with {@code --hash} options, in any file named {@code *.txt}. */
  REQUIREMENTS;

  private static final Pattern PYLOCK_NAME = Pattern.compile("pylock\\.([^.]+\\.)?toml");

  /**
   * The format that the name of {@code file} asks for.
   *
   * @throws OptionRefused if it asks for none
   */
  public static LockFormat of(Path file) {
    String name = String.valueOf(file.getFileName());
    if (PYLOCK_NAME.matcher(name).matches()) {
      return PYLOCK;
    }
    if (name.endsWith(".txt")) {
      return REQUIREMENTS;
    }
    throw OptionRefused.meaningless(
        "the name of '" + file + "' says no format of locks",
        "name it pylock.toml or pylock.NAME.toml, where other tools look for it, or"
            + " requirements.txt");
  }
}
