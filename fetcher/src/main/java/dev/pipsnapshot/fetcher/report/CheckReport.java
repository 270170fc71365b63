package dev.pipsnapshot.fetcher.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pipsnapshot.fetcher.check.PinVerdict;
import dev.pipsnapshot.fetcher.check.PinVerdict.Broken;
import dev.pipsnapshot.fetcher.check.PinVerdict.Elsewhere;
import dev.pipsnapshot.fetcher.check.PinVerdict.Failed;
import dev.pipsnapshot.fetcher.check.PinVerdict.Missing;
import dev.pipsnapshot.fetcher.check.PinVerdict.Off;
import dev.pipsnapshot.fetcher.check.PinVerdict.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of checking pins. */
public final class CheckReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CheckReport() {}

  /**
   * One line for each pin, followed by what is wrong with it.
   *
   * @param labels what each pin is of, by its key
   */
  public static List<String> text(List<PinVerdict> verdicts, Map<String, String> labels) {
    List<String> lines = new ArrayList<>();
    for (PinVerdict verdict : verdicts) {
      String label = labels.getOrDefault(verdict.key(), "");
      lines.add("%-9s %s  %s".formatted(verdict.word(), verdict.key(), label).stripTrailing());
      reasons(verdict).forEach(reason -> lines.add("  " + reason));
    }
    return lines;
  }

  /** The same as one JSON object. */
  public static String json(List<PinVerdict> verdicts, Map<String, String> labels) {
    ObjectNode report = JSON.createObjectNode();
    ArrayNode pins = report.putArray("pins");
    for (PinVerdict verdict : verdicts) {
      ObjectNode pin = pins.addObject().put("key", verdict.key()).put("verdict", verdict.word());
      Optional.ofNullable(labels.get(verdict.key())).ifPresent(label -> pin.put("label", label));
      if (verdict instanceof Off off) {
        pin.put("pinned", off.pinned().sri()).put("found", off.found().sri());
        off.drift().ifPresent(drift -> DriftReport.write(drift, pin.putObject("drift")));
      } else if (verdict instanceof Failed failed) {
        pin.put("reference", failed.diagnostic().reference());
      }
      ArrayNode reasons = pin.putArray("reasons");
      reasons(verdict).forEach(reasons::add);
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> reasons(PinVerdict verdict) {
    if (verdict instanceof Off off) {
      List<String> lines = new ArrayList<>();
      lines.add("pinned: " + off.pinned().sri());
      lines.add("   got: " + off.found().sri());
      off.drift().map(DriftReport::text).ifPresent(lines::addAll);
      return lines;
    }
    if (verdict instanceof Broken broken) {
      return List.of(broken.reason());
    }
    if (verdict instanceof Missing) {
      return List.of("no pin has these inputs; the same command with --pin and -d makes it");
    }
    if (verdict instanceof Refused refused) {
      return List.of(refused.reason());
    }
    if (verdict instanceof Elsewhere elsewhere) {
      return List.of("it was made on " + elsewhere.platform() + ", and is not checked here");
    }
    if (verdict instanceof Failed failed) {
      List<String> lines = new ArrayList<>();
      lines.add(failed.diagnostic().message());
      lines.addAll(failed.diagnostic().context());
      return lines;
    }
    return List.of();
  }
}
