package dev.pipsnapshot.fetcher.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pipsnapshot.fetcher.drift.Drift;
import dev.pipsnapshot.fetcher.drift.FileChange;
import dev.pipsnapshot.fetcher.drift.InputChange;
import dev.pipsnapshot.fetcher.drift.PlacedFile;
import dev.pipsnapshot.fetcher.drift.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is different between two sets of files. */
public final class DriftReport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN_DIGITS = 12;
  private static final String NONE = "(none)";

  private DriftReport() {}

  /** Inputs first, then a line for each file, with the reasons below it. */
  public static List<String> text(Drift drift) {
    List<String> lines = new ArrayList<>();
    for (InputChange input : drift.inputs()) {
      lines.add(
          "other %s: %s -> %s"
              .formatted(input.input(), shown(input.before()), shown(input.after())));
    }
    for (FileChange change : drift.files()) {
      lines.add(line(change));
      change.reasons().forEach(reason -> lines.add("    " + reason.sentence()));
    }
    return lines;
  }

  /** The same as one JSON object. */
  public static String json(Drift drift) {
    ObjectNode report = JSON.createObjectNode();
    write(drift, report);
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static void write(Drift drift, ObjectNode report) {
    report.put("equal", drift.isEmpty());
    ArrayNode inputs = report.putArray("inputs");
    drift
        .inputs()
        .forEach(
            input ->
                inputs
                    .addObject()
                    .put("input", input.input())
                    .put("before", input.before())
                    .put("after", input.after()));
    ArrayNode files = report.putArray("files");
    drift.files().forEach(change -> write(change, files.addObject()));
  }

  private static void write(FileChange change, ObjectNode node) {
    node.put("change", change.kind().toString());
    change.before().ifPresent(file -> write(file, node.putObject("before")));
    change.after().ifPresent(file -> write(file, node.putObject("after")));
    ArrayNode reasons = node.putArray("reasons");
    for (Reason reason : change.reasons()) {
      reasons.addObject().put("reason", reason.kind().toString()).put("text", reason.sentence());
    }
  }

  private static void write(PlacedFile file, ObjectNode node) {
    node.put("path", file.path());
    file.project().ifPresent(project -> node.put("name", project.normalised()));
    file.version().ifPresent(version -> node.put("version", version));
    node.put("sha256", file.digest().hex());
    file.uploadTime().ifPresent(time -> node.put("upload-time", time.toString()));
  }

  private static String line(FileChange change) {
    String before = change.before().map(PlacedFile::path).orElse("");
    String after = change.after().map(PlacedFile::path).orElse("");
    return switch (change.kind()) {
      case REMOVED -> "- " + before;
      case ADDED -> "+ " + after;
      case VERSION ->
          "~ %s %s -> %s (%s)"
              .formatted(
                  project(change.after()),
                  version(change.before()),
                  version(change.after()),
                  after);
      case FILE -> "~ " + before + " -> " + after;
      case BYTES ->
          "! %s: sha256 %s... -> %s..."
              .formatted(after, digits(change.before()), digits(change.after()));
    };
  }

  private static String project(Optional<PlacedFile> file) {
    return file.flatMap(PlacedFile::project).map(Object::toString).orElse("");
  }

  private static String version(Optional<PlacedFile> file) {
    return file.flatMap(PlacedFile::version).orElse("");
  }

  private static String digits(Optional<PlacedFile> file) {
    return file.map(placed -> placed.digest().hex().substring(0, SHOWN_DIGITS)).orElse("");
  }

  private static String shown(String value) {
    return value.isEmpty() ? NONE : value;
  }
}
