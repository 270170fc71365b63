package dev.pipsnapshot.fetcher.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.fetcher.failure.FetchException;
import dev.pipsnapshot.fetcher.failure.PipFailed;
import dev.pipsnapshot.fetcher.restore.RestoreResult;
import dev.pipsnapshot.fetcher.run.FetchResult;
import dev.pipsnapshot.fetcher.run.FetchResult.Timings;
import dev.pipsnapshot.fetcher.view.FetchedFile;
import dev.pipsnapshot.fetcher.view.Traffic;
import dev.pipsnapshot.hasher.nar.NarHash;
import dev.pipsnapshot.hasher.nix.HashFormat;
import dev.pipsnapshot.hasher.nix.IngestionMethod;
import dev.pipsnapshot.hasher.nix.StoreName;
import dev.pipsnapshot.hasher.nix.StoreNameException;
import dev.pipsnapshot.hasher.nix.StorePath;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.DistributionFilename;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A fetch for machines: one JSON object. */
public final class JsonReport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MILLIS_PER_SECOND = 1000;

  private JsonReport() {}

  /** A directory that has appeared. */
  public static String of(FetchResult result) {
    ObjectNode report = JSON.createObjectNode();
    report.put("cutoff", result.view().cutoff().map(Cutoff::toString).orElse(""));
    ObjectNode dates = report.putObject("date-for");
    result
        .view()
        .projectCutoffs()
        .forEach((name, date) -> dates.put(name.toString(), date.toString()));
    report.put("directory", result.directory().toString());
    report
        .putObject("interpreter")
        .put("executable", result.interpreter().executable().toString())
        .put("name", result.interpreter().displayName())
        .put("platform", result.interpreter().platform());
    report.put("pip", result.pip().text());
    report.put("decided-by", result.source().name().toLowerCase(Locale.ROOT));
    hash(report, result.hash());
    storePath(result.directory(), result.hash())
        .ifPresent(path -> report.put("store-path", path.toString()));
    files(report, result.files(), result.traffic());
    seconds(report, result.timings());
    strings(report.putArray("refused"), result.refused());
    return write(report);
  }

  /** A directory that has been made again. */
  public static String of(RestoreResult result) {
    ObjectNode report = JSON.createObjectNode();
    report.put("directory", result.directory().toString());
    report.put("decided-by", "lock");
    hash(report, result.hash());
    storePath(result.directory(), result.hash())
        .ifPresent(path -> report.put("store-path", path.toString()));
    files(report, result.files(), result.traffic());
    seconds(report, result.timings());
    return write(report);
  }

  /** A fetch that ended without a directory. */
  public static String of(FetchException failure) {
    ObjectNode report = JSON.createObjectNode();
    ObjectNode error = report.putObject("error");
    Diagnostic diagnostic = failure.diagnostic();
    error.put("reference", diagnostic.reference()).put("message", diagnostic.message());
    strings(error.putArray("context"), diagnostic.context());
    diagnostic.hint().ifPresent(hint -> error.put("hint", hint));
    if (failure instanceof PipFailed pip) {
      ObjectNode details = error.putObject("pip").put("exit-code", pip.details().exitCode());
      pip.details().sdist().ifPresent(sdist -> details.put("sdist", sdist));
      pip.details().log().ifPresent(log -> details.put("log", log));
      strings(details.putArray("lines"), pip.details().errors());
      strings(details.putArray("hidden"), pip.details().hidden());
      strings(details.putArray("refused"), pip.details().refused());
    }
    return write(report);
  }

  private static void hash(ObjectNode report, NarHash found) {
    ObjectNode hash = report.putObject("hash");
    for (HashFormat format : HashFormat.values()) {
      hash.put(format.toString(), found.hash().format(format));
    }
    report.put("nar-size", found.size());
  }

  private static void files(ObjectNode report, List<FetchedFile> files, Traffic traffic) {
    ArrayNode nodes = report.putArray("files");
    files.forEach(file -> add(nodes, file));
    report
        .putObject("bytes")
        .put("total", files.stream().mapToLong(FetchedFile::size).sum())
        .put("downloaded", traffic.downloadedBytes())
        .put("cached", traffic.cachedBytes());
  }

  private static void seconds(ObjectNode report, Timings timings) {
    report
        .putObject("seconds")
        .put("files", seconds(timings.files()))
        .put("total", seconds(timings.total()));
  }

  private static void add(ArrayNode files, FetchedFile file) {
    ObjectNode node = files.addObject().put("path", file.path());
    file.project()
        .ifPresent(
            project -> {
              node.put("name", project.normalised());
              DistributionFilename.parse(file.filename(), project)
                  .version()
                  .ifPresent(version -> node.put("version", version));
            });
    node.put("size", file.size()).put("sha256", file.digest().hex());
    file.uploadTime().ifPresent(time -> node.put("upload-time", time.toString()));
    node.put("url", file.url().toString());
    node.put("from", file.servedFrom().name().toLowerCase(Locale.ROOT));
  }

  /** Where {@code nix-store --add} would put it under its own name, if Nix allows that name. */
  private static Optional<StorePath> storePath(Path directory, NarHash hash) {
    try {
      StoreName name = StoreName.parse(String.valueOf(directory.getFileName()));
      return Optional.of(StorePath.fixedOutput(name, IngestionMethod.RECURSIVE, hash.hash()));
    } catch (StoreNameException e) {
      return Optional.empty();
    }
  }

  private static void strings(ArrayNode array, List<String> strings) {
    strings.forEach(array::add);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS_PER_SECOND;
  }

  private static String write(ObjectNode report) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
