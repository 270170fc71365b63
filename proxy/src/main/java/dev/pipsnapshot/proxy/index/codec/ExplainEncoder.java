package dev.pipsnapshot.proxy.index.codec;

import dev.pipsnapshot.proxy.index.MalformedFile;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectView;
import dev.pipsnapshot.proxy.index.Verdict;
import dev.pipsnapshot.proxy.index.Verdict.Excluded;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Writes, as JSON, each file of a project with its upload time and why a view shows it or not. */
public final class ExplainEncoder {
  /** Creates an encoder. */
  public ExplainEncoder() {}

  /**
   * The explanation, as UTF-8, with the files in the order of {@code detail} and the malformed ones
   * last.
   */
  public byte[] encode(ProjectDetail detail, ProjectView view) {
    return encode(detail, view, Set.of(), "");
  }

  /**
   * The same of a page with upload times from elsewhere.
   *
   * @param matched the names of the files that have these
   * @param reference the index that told them
   */
  public byte[] encode(
      ProjectDetail detail, ProjectView view, Set<String> matched, String reference) {
    var verdicts = detail.files().stream().map(view::judge).toList();
    long hidden = verdicts.stream().filter(Excluded.class::isInstance).count();
    var out = new StringBuilder(512 + verdicts.size() * 200);
    var json = new JsonText(out);
    json.raw("{\"project\":").string(detail.project().normalised());
    json.raw(",\"cutoff\":");
    view.cutoff().ifPresentOrElse(cutoff -> json.string(cutoff.toString()), () -> json.raw("null"));
    json.raw(",\"yanked\":").string(view.yankPolicy().name().toLowerCase(Locale.ROOT));
    json.raw(",\"missing-upload-time\":")
        .string(view.missingTimePolicy().name().toLowerCase(Locale.ROOT));
    json.raw(",\"shown\":").number(verdicts.size() - hidden);
    json.raw(",\"hidden\":").number(hidden + detail.malformed().size());
    json.raw(",\"files\":[");
    for (int i = 0; i < verdicts.size(); i++) {
      json.raw(i == 0 ? "\n" : ",\n");
      var file = detail.files().get(i);
      file(
          out,
          file,
          verdicts.get(i),
          matched.contains(file.filename()) ? Optional.of(reference) : Optional.empty());
    }
    for (int i = 0; i < detail.malformed().size(); i++) {
      json.raw(i == 0 && verdicts.isEmpty() ? "\n" : ",\n");
      malformed(json, detail.malformed().get(i));
    }
    json.raw("]}\n");
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void malformed(JsonText json, MalformedFile file) {
    json.raw("{\"filename\":");
    file.filename().ifPresentOrElse(json::string, () -> json.raw("null"));
    json.raw(",\"upload-time\":null,\"shown\":false,\"reason\":\"malformed\",\"sentence\":")
        .string("the index lists it in a way that cannot be used: " + file.fault())
        .raw("}");
  }

  private static void file(
      StringBuilder out, ProjectFile file, Verdict verdict, Optional<String> timeFrom) {
    var json = new JsonText(out);
    json.raw("{\"filename\":").string(file.filename()).raw(",\"upload-time\":");
    if (file.uploadTime().isPresent()) {
      UploadTime.append(out.append('"'), file.uploadTime().get());
      out.append('"');
    } else {
      json.raw("null");
    }
    timeFrom.ifPresent(index -> json.raw(",\"upload-time-from\":").string(index));
    json.raw(",\"shown\":").raw(verdict instanceof Excluded ? "false" : "true");
    if (verdict instanceof Excluded excluded) {
      json.raw(",\"reason\":").string(excluded.exclusion().reason().toString());
    }
    json.raw(",\"sentence\":")
        .string(
            timeFrom
                .map(index -> verdict.sentence() + ", as " + index + " says of the same bytes")
                .orElseGet(verdict::sentence))
        .raw("}");
  }
}
