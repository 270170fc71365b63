package dev.pipsnapshot.fetcher.pin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pipsnapshot.fetcher.pip.PipOptions;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import dev.pipsnapshot.fetcher.requirements.RequirementTexts;
import dev.pipsnapshot.proxy.index.MissingTimePolicy;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.YankPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes and reads the inputs of a pin. */
final class PinInputsJson {
  /** Of what lies where in the directory. */
  private static final int LAYOUT = 1;

  private PinInputsJson() {}

  static ObjectNode write(PinInputs inputs) {
    PinnedRequest request = inputs.request();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    request.view().buildDate().ifPresent(date -> json.put("build-date", date));
    json.put("build-requires", request.buildRequires());
    json.put("date", request.view().date());
    ObjectNode dateFor = json.putObject("date-for");
    new TreeMap<>(request.view().dateFor())
        .forEach((project, date) -> dateFor.put(project.normalised(), date));
    strings(json, "direct-hosts", request.directHosts());
    ObjectNode extraIndexes = json.putObject("extra-indexes");
    new TreeMap<>(request.index().extra())
        .forEach(
            (name, extra) -> {
              ObjectNode index = extraIndexes.putObject(name);
              strings(index, "owns", extra.owns());
              index.put("url", extra.url());
            });
    json.put("index", request.index().url());
    json.put("layout", LAYOUT);
    json.put("missing-upload-time", word(request.view().missingUploadTime()));
    // Left out where it says nothing: it came later than the first pins.
    if (!request.view().missingUploadTimeFor().isEmpty()) {
      ObjectNode policies = json.putObject("missing-upload-time-for");
      new TreeMap<>(request.view().missingUploadTimeFor())
          .forEach((project, policy) -> policies.put(project.normalised(), word(policy)));
    }
    strings(json, "options", request.options().mainRun());
    json.put("pip", inputs.python().pip().text());
    json.put("platform", inputs.python().platform());
    json.putObject("python")
        .put("implementation", inputs.python().implementation())
        .put("version", inputs.python().version());
    strings(json, "requirements", request.requirements());
    json.put("yanked", word(request.view().yanked()));
    return json;
  }

  /**
   * The inputs that {@link #write} would write like this.
   *
   * @throws IllegalArgumentException if there are none; the message tells why
   */
  static PinInputs read(JsonNode json) {
    int layout = json.path("layout").asInt();
    if (layout != LAYOUT) {
      throw new IllegalArgumentException(
          "its layout is " + json.path("layout") + ", not " + LAYOUT);
    }
    JsonNode python = json.path("python");
    PinInputs inputs =
        new PinInputs(
            request(json),
            new PinnedPython(
                text(python, "implementation"),
                text(python, "version"),
                text(json, "platform"),
                new PipVersion(text(json, "pip"))));
    if (!RequirementTexts.isBalanced(inputs.request().requirements())) {
      throw new IllegalArgumentException("its requirements have a file without beginning or end");
    }
    if (!CanonicalJson.of(write(inputs)).equals(CanonicalJson.of(json))) {
      throw new IllegalArgumentException("its inputs have a form unknown to this version");
    }
    return inputs;
  }

  private static PinnedRequest request(JsonNode json) {
    Map<ProjectName, String> dateFor = new LinkedHashMap<>();
    json.path("date-for")
        .properties()
        .forEach(entry -> dateFor.put(new ProjectName(entry.getKey()), entry.getValue().asText()));
    Map<ProjectName, MissingTimePolicy> policies = new LinkedHashMap<>();
    json.path("missing-upload-time-for")
        .properties()
        .forEach(
            entry ->
                policies.put(
                    new ProjectName(entry.getKey()),
                    constant(MissingTimePolicy.class, entry.getValue().asText())));
    Map<String, PinnedIndex.Extra> extra = new LinkedHashMap<>();
    json.path("extra-indexes")
        .properties()
        .forEach(
            entry ->
                extra.put(
                    entry.getKey(),
                    new PinnedIndex.Extra(
                        text(entry.getValue(), "url"), strings(entry.getValue(), "owns"))));
    return new PinnedRequest(
        new PinnedView(
            text(json, "date"),
            dateFor,
            json.has("build-date") ? Optional.of(text(json, "build-date")) : Optional.empty(),
            constant(YankPolicy.class, text(json, "yanked")),
            constant(MissingTimePolicy.class, text(json, "missing-upload-time")),
            policies),
        new PinnedIndex(text(json, "index"), extra),
        strings(json, "requirements"),
        PipOptions.ofMainRun(strings(json, "options")),
        json.path("build-requires").asBoolean(),
        new TreeSet<>(strings(json, "direct-hosts")));
  }

  private static String text(JsonNode object, String name) {
    JsonNode text = object.path(name);
    if (!text.isTextual()) {
      throw new IllegalArgumentException("its inputs have no text '" + name + "'");
    }
    return text.asText();
  }

  private static List<String> strings(JsonNode object, String name) {
    List<String> strings = new ArrayList<>();
    object.path(name).forEach(element -> strings.add(element.asText()));
    return strings;
  }

  private static void strings(ObjectNode object, String name, Collection<String> values) {
    var array = object.putArray(name);
    values.forEach(array::add);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }
}
