package dev.pipsnapshot.fetcher.lock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pipsnapshot.fetcher.lock.LockedFile.Kind;
import dev.pipsnapshot.fetcher.pip.TargetPython;
import dev.pipsnapshot.proxy.index.DistributionFilename;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which packages of a lock are wanted, and which file of each. */
interface FileChoice {
  /** That of a lock which leaves none: all packages, each with its only file. */
  FileChoice NONE =
      new FileChoice() {
        @Override
        public boolean wants(Optional<String> marker, Optional<String> requiresPython) {
          return true;
        }

        @Override
        public Candidate among(List<Candidate> files) throws UnsuitableEntry {
          if (files.size() != 1) {
            throw new UnsuitableEntry(
                "names " + (files.isEmpty() ? "no file" : files.size() + " files"));
          }
          return files.get(0);
        }
      };

  /**
   * A file that a package may be taken as.
   *
   * @param table where more of it is said
   */
  record Candidate(Kind kind, String filename, DistributionFilename name, JsonNode table) {}

  /**
   * Whether a package is wanted.
   *
   * @throws UnsuitableEntry if that cannot be told, or if it is wanted and cannot be had
   */
  boolean wants(Optional<String> marker, Optional<String> requiresPython) throws UnsuitableEntry;

  /**
   * The file to take.
   *
   * @throws UnsuitableEntry if there is none
   */
  Candidate among(List<Candidate> files) throws UnsuitableEntry;

  /**
   * What an installer chooses for a Python (PEP 751): packages whose markers hold, and the wheel
   * that fits best, else the sdist.
   *
   * @param groups the dependency groups that are wanted
   */
  record ForPython(TargetPython python, Set<String> groups) implements FileChoice {
    @Override
    public boolean wants(Optional<String> marker, Optional<String> requiresPython)
        throws UnsuitableEntry {
      if (marker.isPresent()
          && !python
              .holds(marker.get(), groups)
              .orElseThrow(
                  () ->
                      new UnsuitableEntry("has a marker that nobody can judge: " + marker.get()))) {
        return false;
      }
      if (requiresPython.isPresent()
          && !python
              .isAmong(requiresPython.get())
              .orElseThrow(() -> new UnsuitableEntry("has a requires-python that is none"))) {
        throw new UnsuitableEntry("is for Python " + requiresPython.get() + ", not for " + python);
      }
      return true;
    }

    @Override
    public Candidate among(List<Candidate> files) throws UnsuitableEntry {
      Candidate best = null;
      int bestRank = Integer.MAX_VALUE;
      for (Candidate file : files) {
        if (file.kind() == Kind.ARCHIVE) {
          return NONE.among(files);
        }
        OptionalInt rank =
            file.name() instanceof DistributionFilename.Wheel wheel
                ? python.tags().rank(wheel)
                : OptionalInt.empty();
        if (rank.isPresent() && rank.getAsInt() < bestRank) {
          best = file;
          bestRank = rank.getAsInt();
        }
      }
      return best == null ? sdist(files) : best;
    }

    private Candidate sdist(List<Candidate> files) throws UnsuitableEntry {
      @Nullable Candidate sdist = null;
      for (Candidate file : files) {
        sdist = file.kind() == Kind.SDIST ? file : sdist;
      }
      if (sdist == null) {
        throw new UnsuitableEntry(
            files.isEmpty() ? "names no file" : "has no wheel for " + python + ", and no sdist");
      }
      return sdist;
    }
  }
}
