package dev.pipsnapshot.proxy.index;

import java.util.Optional;

/** What a view says about one file. */
public sealed interface Verdict {
  /** Why, as one sentence without a final full stop. */
  String sentence();

  /**
   * The file is there.
   *
   * @param file the file as the view shows it
   * @param cutoff the cutoff that held for it, if one did
   */
  record Admitted(ProjectFile file, Optional<Cutoff> cutoff) implements Verdict {
    @Override
    public String sentence() {
      if (cutoff.isEmpty()) {
        return "this view has no cutoff";
      }
      return file.uploadTime()
          .map(time -> "uploaded " + time + ", before the cutoff " + cutoff.get())
          .orElse("shown although its upload time is unknown, as the view is told to");
    }
  }

  /** The file is not there. */
  record Excluded(Exclusion exclusion) implements Verdict {
    @Override
    public String sentence() {
      return exclusion.sentence();
    }
  }
}
