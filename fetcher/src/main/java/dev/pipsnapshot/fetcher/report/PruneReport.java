package dev.pipsnapshot.fetcher.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pipsnapshot.fetcher.pin.PinEntry.Pin;
import dev.pipsnapshot.fetcher.pin.Pruned;
import java.util.ArrayList;
import java.util.List;

/** What came of pruning a pin file. */
public final class PruneReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PruneReport() {}

  /** One line for each pin that is gone, or that nobody can read. */
  public static List<String> text(Pruned pruned) {
    List<String> lines = new ArrayList<>();
    pruned
        .dropped()
        .forEach(pin -> lines.add("dropped   " + pin.key() + "  " + pin.inputs().label()));
    for (var broken : pruned.unreadable()) {
      lines.add("broken    " + broken.key());
      lines.add("  it is kept: " + broken.reason());
    }
    return lines;
  }

  /** The same, and what is kept, as one JSON object. */
  public static String json(Pruned pruned) {
    ObjectNode report = JSON.createObjectNode();
    add(report.putArray("dropped"), pruned.dropped());
    add(report.putArray("kept"), pruned.kept());
    ArrayNode broken = report.putArray("broken");
    pruned
        .unreadable()
        .forEach(entry -> broken.addObject().put("key", entry.key()).put("reason", entry.reason()));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(ArrayNode array, List<Pin> pins) {
    pins.forEach(pin -> array.addObject().put("key", pin.key()).put("label", pin.inputs().label()));
  }
}
