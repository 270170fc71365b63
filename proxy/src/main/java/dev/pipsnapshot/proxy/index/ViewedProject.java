package dev.pipsnapshot.proxy.index;

import java.util.List;

/** A project's page as a view lets it be seen, if it does. */
public sealed interface ViewedProject {
  /**
   * The page with only what the view admits.
   *
   * @param detail the page; without files if nothing was there yet
   * @param exclusions one for each file left out, in upstream's order
   */
  record Shown(ProjectDetail detail, List<Exclusion> exclusions) implements ViewedProject {
    public Shown {
      exclusions = List.copyOf(exclusions);
    }
  }

  /**
   * No page: some files have no upload time, and the view must not guess.
   *
   * @param undated those files, in upstream's order, at least one
   */
  record Refused(List<ProjectFile> undated) implements ViewedProject {
    public Refused {
      undated = List.copyOf(undated);
    }
  }
}
