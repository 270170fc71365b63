package dev.pipsnapshot.fetcher.drift;

import dev.pipsnapshot.fetcher.drift.FileChange.Kind;
import dev.pipsnapshot.fetcher.lock.Resolution;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is different between two sets of files.
 *
 * @param inputs what was asked differently, where both sides tell what was asked
 * @param files the files that are others, by project
 */
public record Drift(List<InputChange> inputs, List<FileChange> files) {
  public Drift {
    inputs = List.copyOf(inputs);
    files = List.copyOf(files);
  }

  /** Compares, and asks {@code fate} about every old file that is not there as it was. */
  public static Drift between(Inventory before, Inventory after, UpstreamFate fate) {
    List<InputChange> inputs =
        before
            .resolution()
            .flatMap(old -> after.resolution().map(now -> InputChanges.between(old, now)))
            .orElse(List.of());
    return new Comparison(before.resolution(), after.resolution().isPresent(), inputs, fate)
        .of(before.files(), after.files());
  }

  /** Whether the files are the same, whatever the inputs were. */
  public boolean isEmpty() {
    return files.isEmpty();
  }

  private record Comparison(
      Optional<Resolution> decided,
      boolean knowsTheNew,
      List<InputChange> inputs,
      UpstreamFate fate) {

    private Drift of(List<PlacedFile> before, List<PlacedFile> after) {
      Map<String, PlacedFile> gone = byPath(before);
      Map<String, PlacedFile> come = byPath(after);
      List<FileChange> changes = new ArrayList<>();
      for (PlacedFile old : before) {
        PlacedFile now = come.get(old.path());
        if (now != null) {
          gone.remove(old.path());
          come.remove(old.path());
          if (!now.digest().equals(old.digest())) {
            changes.add(change(Kind.BYTES, Optional.of(old), Optional.of(now)));
          }
        }
      }
      Map<String, PlacedFile> successors = onlyOnes(come);
      onlyOnes(gone)
          .forEach(
              (place, old) -> {
                PlacedFile now = successors.get(place);
                if (now != null) {
                  gone.remove(old.path());
                  come.remove(now.path());
                  changes.add(
                      change(
                          old.version().equals(now.version()) ? Kind.FILE : Kind.VERSION,
                          Optional.of(old),
                          Optional.of(now)));
                }
              });
      gone.values()
          .forEach(old -> changes.add(change(Kind.REMOVED, Optional.of(old), Optional.empty())));
      come.values()
          .forEach(now -> changes.add(change(Kind.ADDED, Optional.empty(), Optional.of(now))));
      changes.sort(Comparator.comparing(change -> change.file().path()));
      return new Drift(inputs, changes);
    }

    private static Map<String, PlacedFile> byPath(List<PlacedFile> files) {
      Map<String, PlacedFile> byPath = new LinkedHashMap<>();
      files.forEach(file -> byPath.put(file.path(), file));
      return byPath;
    }

    /** The files of projects of which there is just one in a folder, by folder and project. */
    private static Map<String, PlacedFile> onlyOnes(Map<String, PlacedFile> files) {
      Map<String, List<PlacedFile>> grouped = new TreeMap<>();
      for (PlacedFile file : files.values()) {
        file.project()
            .ifPresent(
                project ->
                    grouped
                        .computeIfAbsent(file.folder() + project, place -> new ArrayList<>())
                        .add(file));
      }
      Map<String, PlacedFile> onlyOnes = new TreeMap<>();
      grouped.forEach(
          (place, several) -> {
            if (several.size() == 1) {
              onlyOnes.put(place, several.get(0));
            }
          });
      return onlyOnes;
    }

    private FileChange change(Kind kind, Optional<PlacedFile> old, Optional<PlacedFile> now) {
      List<Reason> reasons = new ArrayList<>();
      old.flatMap(fate::of).ifPresent(reasons::add);
      now.flatMap(this::uploadedSince).ifPresent(reasons::add);
      if (reasons.isEmpty() && !inputs.isEmpty()) {
        reasons.add(
            new Reason(
                Reason.Kind.OTHER_INPUTS,
                "other " + String.join(", ", inputs.stream().map(InputChange::input).toList())));
      }
      if (reasons.isEmpty()) {
        reasons.add(decided.isPresent() && knowsTheNew ? follows(old) : uploadTimes(old, now));
      }
      return new FileChange(kind, old, now, reasons);
    }

    private static Reason follows(Optional<PlacedFile> old) {
      return new Reason(
          Reason.Kind.FOLLOWS,
          old.isPresent() ? "upstream as before; pip decided otherwise" : "pip decided for it");
    }

    /** All that can be said of files that do not tell how they were decided on. */
    private Reason uploadTimes(Optional<PlacedFile> old, Optional<PlacedFile> now) {
      Optional<Instant> oldTime = old.flatMap(this::uploadTime);
      Optional<Instant> newTime = now.flatMap(this::uploadTime);
      if (oldTime.isEmpty() && newTime.isEmpty()) {
        return new Reason(Reason.Kind.UNKNOWN, "nothing tells how it was decided on");
      }
      String times =
          oldTime.isPresent() && newTime.isPresent()
              ? oldTime.get() + " -> " + newTime.get()
              : oldTime.or(() -> newTime).map(Instant::toString).orElseThrow();
      return new Reason(Reason.Kind.UPLOAD_TIMES, "uploaded " + times);
    }

    private Optional<Instant> uploadTime(PlacedFile file) {
      return file.uploadTime().or(() -> fate.uploadTime(file));
    }

    /** Whether the old view could not have had it. */
    private Optional<Reason> uploadedSince(PlacedFile now) {
      if (decided.isEmpty()) {
        return Optional.empty();
      }
      return uploadTime(now)
          .flatMap(
              time ->
                  cutoff(now.project())
                      .filter(cutoff -> !cutoff.admits(time))
                      .map(
                          cutoff ->
                              new Reason(
                                  Reason.Kind.UPLOADED_SINCE,
                                  "uploaded " + time + ", after the old date " + cutoff)));
    }

    private Optional<Cutoff> cutoff(Optional<ProjectName> project) {
      return decided
          .map(Resolution::view)
          .flatMap(view -> project.map(name -> view.of(name).cutoff()).orElseGet(view::cutoff));
    }
  }
}
