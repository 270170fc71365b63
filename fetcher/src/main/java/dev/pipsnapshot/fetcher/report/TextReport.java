package dev.pipsnapshot.fetcher.report;

import dev.pipsnapshot.fetcher.FetchResult;
import dev.pipsnapshot.fetcher.FetchResult.Source;
import dev.pipsnapshot.fetcher.view.FetchedFile;
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
    long bytes = result.files().stream().mapToLong(FetchedFile::size).sum();
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
    lines.add(row("files", "%d, %s".formatted(result.files().size(), megabytes(bytes))));
    lines.add(row("downloaded", megabytes(result.traffic().downloadedBytes())));
    lines.add(row("from cache", megabytes(result.traffic().cachedBytes())));
    lines.add(
        row(
            "seconds",
            String.format(
                Locale.ROOT, "%.1f", result.timings().total().toMillis() / MILLIS_PER_SECOND)));
    result
        .refused()
        .forEach(host -> lines.add(row("refused", host + ", which something asked for in vain")));
    lines.add("");
    lines.add("  outputHashMode = \"recursive\";");
    lines.add("  outputHash = \"" + result.hash().hash().sri() + "\";");
    return lines;
  }

  private static String row(String name, String value) {
    return "  %-11s %s".formatted(name, value);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / BYTES_PER_MEGABYTE);
  }
}
