package dev.pipsnapshot.fetcher.report;

import dev.pipsnapshot.fetcher.restore.RestoreResult;
import dev.pipsnapshot.fetcher.run.FetchResult;
import dev.pipsnapshot.fetcher.run.FetchResult.Source;
import dev.pipsnapshot.fetcher.run.FetchResult.Timings;
import dev.pipsnapshot.fetcher.view.FetchedFile;
import dev.pipsnapshot.fetcher.view.Traffic;
import dev.pipsnapshot.hasher.nar.NarHash;
import dev.pipsnapshot.proxy.index.Cutoff;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A fetch for people: a few lines, the last ones to paste into Nix. */
public final class TextReport {
  private static final double MILLIS_PER_SECOND = 1000;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private TextReport() {}

  /** The lines of a directory that has appeared. */
  public static List<String> of(FetchResult result) {
    String decided = result.source() == Source.MEMO ? " (as decided before)" : "";
    List<String> lines = new ArrayList<>();
    lines.add(row("as of", result.view().cutoff().map(Cutoff::toString).orElse("")));
    lines.add(
        row(
            "with",
            "pip %s on %s, %s%s"
                .formatted(
                    result.pip(),
                    result.interpreter().displayName(),
                    result.interpreter().platform(),
                    decided)));
    lines.addAll(amounts(result.files(), result.traffic(), result.timings()));
    result
        .refused()
        .forEach(host -> lines.add(row("refused", host + ", which something asked for in vain")));
    lines.addAll(forNix(result.hash()));
    return lines;
  }

  /** The lines of a directory that has been made again. */
  public static List<String> of(RestoreResult result) {
    List<String> lines = new ArrayList<>();
    result
        .lock()
        .resolution()
        .flatMap(resolution -> resolution.view().cutoff())
        .ifPresent(cutoff -> lines.add(row("as of", cutoff.toString())));
    lines.addAll(amounts(result.files(), result.traffic(), result.timings()));
    lines.addAll(forNix(result.hash()));
    return lines;
  }

  private static List<String> amounts(List<FetchedFile> files, Traffic traffic, Timings timings) {
    long bytes = files.stream().mapToLong(FetchedFile::size).sum();
    double seconds = timings.total().toMillis() / MILLIS_PER_SECOND;
    return List.of(
        row("files", "%d, %s".formatted(files.size(), megabytes(bytes))),
        row("downloaded", megabytes(traffic.downloadedBytes())),
        row("from cache", megabytes(traffic.cachedBytes())),
        row("seconds", String.format(Locale.ROOT, "%.1f", seconds)));
  }

  private static List<String> forNix(NarHash hash) {
    return List.of(
        "", "  outputHashMode = \"recursive\";", "  outputHash = \"" + hash.hash().sri() + "\";");
  }

  private static String row(String name, String value) {
    return "  %-11s %s".formatted(name, value);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / BYTES_PER_MEGABYTE);
  }
}
