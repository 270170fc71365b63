package dev.pipsnapshot.fetcher.pip;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pipsnapshot.fetcher.failure.InterpreterUnusable;
import dev.pipsnapshot.fetcher.json.JsonTrees;
import dev.pipsnapshot.proxy.index.DistributionFilename;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The compatibility tags (PEP 425) that an interpreter supports.
 *
 * @param supported such as {@code cp311-cp311-manylinux_2_17_x86_64}, the most specific first
 */
public record CompatibilityTags(List<String> supported) {
  private static final int MAX_ANSWER_BYTES = 1 << 20;

  /** A name of a wheel may stand for many; real ones stand for a few. */
  private static final int MAX_TAGS_OF_A_WHEEL = 1000;

  public CompatibilityTags {
    supported = List.copyOf(supported);
  }

  /**
   * Asks an interpreter's own pip.
   *
   * @throws InterpreterUnusable if it does not tell
   */
  public static CompatibilityTags of(Interpreter interpreter) {
    String executable = interpreter.executable().toString();
    try {
      Process process =
          new ProcessBuilder(executable, "-I", "-c", PythonScript.TAGS.source())
              .redirectInput(Redirect.from(new java.io.File("/dev/null")))
              .redirectError(Redirect.DISCARD)
              .start();
      try (var out = process.getInputStream()) {
        return parse(executable, out.readNBytes(MAX_ANSWER_BYTES));
      } finally {
        process.destroyForcibly();
      }
    } catch (JsonProcessingException e) {
      throw InterpreterUnusable.withoutTags(executable);
    } catch (IOException e) {
      throw InterpreterUnusable.notStarted(executable, e);
    }
  }

  private static CompatibilityTags parse(String executable, byte[] answer) throws IOException {
    List<String> tags = new ArrayList<>();
    for (JsonNode tag : JsonTrees.read(answer)) {
      tags.add(tag.asText().toLowerCase(Locale.ROOT));
    }
    if (tags.isEmpty()) {
      throw InterpreterUnusable.withoutTags(executable);
    }
    return new CompatibilityTags(tags);
  }

  /** How far a wheel is from what fits best, which is 0; empty if it does not fit. */
  public OptionalInt rank(DistributionFilename.Wheel wheel) {
    List<String> tags = expanded(wheel.tags());
    return tags.stream().mapToInt(supported::indexOf).filter(rank -> rank >= 0).min();
  }

  /** {@code py2.py3-none-any} stands for {@code py2-none-any} and {@code py3-none-any}. */
  private static List<String> expanded(List<String> parts) {
    List<String> tags = List.of("");
    for (String part : parts) {
      List<String> longer = new ArrayList<>();
      for (String choice : part.toLowerCase(Locale.ROOT).split("\\.", -1)) {
        tags.forEach(tag -> longer.add(tag.isEmpty() ? choice : tag + "-" + choice));
      }
      if (longer.size() > MAX_TAGS_OF_A_WHEEL) {
        return List.of();
      }
      tags = longer;
    }
    return tags;
  }
}
