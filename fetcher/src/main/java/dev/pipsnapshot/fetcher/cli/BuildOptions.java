package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.OptionGroup;
import dev.pipsnapshot.proxy.index.Cutoff;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is done about the builds that source distributions need. */
final class BuildOptions {
  @OptionGroup.In(OptionGroup.VIEW)
  @Option(
      names = "--build-date",
      paramLabel = "DATE",
      description =
          "Take what pip needs to build source distributions, such as setuptools, from the index as"
              + " of this instant, for all projects. Default: the same view as for everything else.")
  private @Nullable String date;

  @OptionGroup.In(OptionGroup.WANTED)
  @Option(
      names = "--with-build-requires",
      description =
          "Put what building the source distributions needs into DIR/build-requires, so that all"
              + " of it installs offline.")
  private boolean withBuildRequires;

  /** The date as the user wrote it. */
  Optional<String> dateAsWritten() {
    return Optional.ofNullable(date);
  }

  /** The instant that is meant; {@code now} tells which are in the future. */
  Optional<Cutoff> cutoff(Instant now) {
    return dateAsWritten().map(text -> Cutoff.parse(text, now));
  }

  boolean withBuildRequires() {
    return withBuildRequires;
  }
}
